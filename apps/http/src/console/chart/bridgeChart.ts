/**
 * The bridge as a waterfall, step under step: where our total stands, what each kind adds or takes, and where the bill's
 * total stands. Only the steps are to scale, so the totals are marks and not bars.
 */
import { formatCount } from "@faceid-tally/report"
import type { EChartsCoreOption } from "echarts/core"

import type { ChartSpec } from "./ChartSpec.ts"
import { chartStyleOf } from "./chartStyle.ts"

export interface BridgeStep {
  /** A kind, or one of the totals. */
  readonly step: string
  readonly name: string
  /** How many discrepancies; of the totals, nothing. */
  readonly count: number | null
  readonly impact: number
  /** What it adds and what it takes, where it does both; else nothing. */
  readonly both: readonly [more: number, less: number] | null
}

interface Span {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly isTotal: boolean
}

export const bridgeChart = (steps: ReadonlyArray<BridgeStep>, spec: ChartSpec): EChartsCoreOption => {
  const { palette, isNarrow, textStyle, axis } = chartStyleOf(spec)
  const spans = spansOf(steps)
  const ends = spans.flatMap(({ from, to }) => [from, to])
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const room = Math.max(1, (high - low) * 0.18)
  const colour = ({ from, to, isTotal }: Span) => (isTotal ? palette.ink : to > from ? palette.bad : palette.soft)
  return {
    textStyle,
    grid: { left: isNarrow ? 124 : 180, right: 24, top: 8, bottom: 8 },
    xAxis: {
      type: "value",
      min: low - room,
      max: high + room,
      axisLabel: { show: false },
      splitLine: { show: false },
      axisLine: { show: false },
    },
    yAxis: {
      ...axis,
      type: "category",
      inverse: true,
      data: spans.map(({ name }) => name),
      axisLine: { show: false },
      axisLabel: {
        ...textStyle,
        fontSize: isNarrow ? 12 : 13,
        color: palette.ink,
        width: isNarrow ? 116 : 170,
        overflow: "break",
      },
    },
    series: [
      {
        // Up to where the step begins: nothing is drawn.
        type: "bar",
        stack: "bridge",
        itemStyle: { color: "transparent" },
        data: spans.map(({ from, to }) => Math.min(from, to)),
      },
      {
        type: "bar",
        stack: "bridge",
        barWidth: "52%",
        data: spans.map((span) => ({
          value: Math.abs(span.to - span.from),
          itemStyle:
            span.to > span.from
              ? { color: colour(span) }
              : { color: palette.paper, borderColor: colour(span), borderWidth: span.isTotal ? 0 : 1.5 },
          label: {
            show: !span.isTotal,
            position: "right",
            formatter: formatCount(span.to - span.from, { sign: true }),
            color: colour(span),
            fontSize: 13,
          },
        })),
      },
      {
        type: "scatter",
        symbol: "diamond",
        symbolSize: 13,
        itemStyle: { color: palette.ink },
        data: spans.flatMap(({ to, isTotal }, index) => (isTotal ? [[to, index]] : [])),
        label: {
          show: true,
          position: "right",
          formatter: ({ value }: { value: ReadonlyArray<number> }) => formatCount(value[0] ?? 0),
          color: palette.ink,
          fontSize: 13,
          fontWeight: 600,
        },
      },
    ],
  }
}

/** The totals, and between them the steps that have an impact; what adds and takes at once is two steps. */
const spansOf = (steps: ReadonlyArray<BridgeStep>): ReadonlyArray<Span> => {
  let at = 0
  return steps.flatMap(({ step, name, impact, both }): Span | ReadonlyArray<Span> => {
    if (step === "start" || step === "end") {
      at = impact
      return { name, from: impact, to: impact, isTotal: true }
    }
    const impacts = both === null ? [impact] : [both[0], -both[1]]
    return impacts
      .filter((each) => each !== 0)
      .map((each) => {
        const from = at
        at += each
        return { name, from, to: at, isTotal: false }
      })
  })
}
