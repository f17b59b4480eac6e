/**
 * Each day's charges by our records and by the bill, and under them their difference in a scale of its own, in which one
 * charge can be seen. Ours are outlined and the bill's filled, so that no colour is needed to tell them apart.
 */
import { dayFromNumber } from "@faceid-tally/core"
import { formatCount, type Language } from "@faceid-tally/report"
import type { EChartsCoreOption } from "echarts/core"

import { consoleText } from "../text/consoleText.ts"
import { type ChartSpec } from "./ChartSpec.ts"
import { chartStyleOf } from "./chartStyle.ts"

export interface DayCharges {
  readonly day: number
  readonly ledgerCharges: number
  /** `null` where no bill is there. */
  readonly billCharges: number | null
  readonly difference: number | null
}

export const dayChart = (days: ReadonlyArray<DayCharges>, language: Language, spec: ChartSpec): EChartsCoreOption => {
  const text = consoleText[language]
  const { palette, isNarrow, textStyle, axis, quietAxis } = chartStyleOf(spec)
  const names = days.map(({ day }) => String(Number(dayFromNumber(day).slice(-2))))
  const [left, right] = isNarrow ? [36, 4] : [44, 8]
  const difference = (value: number | null) =>
    value === null
      ? { value: 0, label: { show: true, formatter: "?", position: "top", color: palette.warn } }
      : {
          value,
          itemStyle:
            value > 0
              ? { color: palette.bad }
              : { color: "transparent", borderColor: palette.soft, borderWidth: value === 0 ? 0 : 1.5 },
          label: {
            show: value !== 0,
            formatter: formatCount(value, { sign: true }),
            position: value > 0 ? "top" : "bottom",
            color: value > 0 ? palette.bad : palette.ink,
            fontSize: isNarrow ? 10 : 12,
          },
        }
  const bar = (name: string, itemStyle: object, data: ReadonlyArray<number | null>) => ({
    name,
    type: "bar",
    data,
    itemStyle,
    barMaxWidth: 22,
    barGap: "15%",
    barCategoryGap: "30%",
    xAxisIndex: 0,
    yAxisIndex: 0,
  })
  return {
    textStyle,
    legend: {
      data: [text.ours, text.bill],
      left: 0,
      top: 0,
      itemWidth: 12,
      itemHeight: 12,
      itemGap: 20,
      textStyle: { ...textStyle, color: palette.ink, fontSize: 13 },
      selectedMode: false,
    },
    grid: [
      { left, right, top: 40, bottom: isNarrow ? 130 : 150 },
      { left, right, height: isNarrow ? 62 : 74, bottom: 12 },
    ],
    xAxis: [
      { ...axis, type: "category", data: names, gridIndex: 0, axisLabel: { ...textStyle, interval: isNarrow ? 4 : 0 } },
      { ...axis, type: "category", data: names, gridIndex: 1, axisLabel: { show: false } },
    ],
    yAxis: [
      { ...quietAxis, type: "value", minInterval: 1, splitNumber: 4, gridIndex: 0 },
      {
        ...quietAxis,
        type: "value",
        minInterval: 1,
        splitNumber: 2,
        gridIndex: 1,
        name: text.difference,
        nameLocation: "end",
        nameGap: 14,
        nameTextStyle: { ...textStyle, color: palette.ink, fontSize: 13, align: "left", padding: [0, 0, 0, -left + 2] },
        splitLine: { show: false },
        axisLabel: { show: false },
        // Room for the labels above and under the bars.
        min: ({ min }: { min: number }) => Math.min(-1, min) * 1.6,
        max: ({ max }: { max: number }) => Math.max(1, max) * 1.6,
      },
    ],
    series: [
      bar(
        text.ours,
        { color: palette.paper, borderColor: palette.soft, borderWidth: 1.25 },
        days.map(({ ledgerCharges }) => ledgerCharges),
      ),
      bar(
        text.bill,
        { color: palette.accent },
        days.map(({ billCharges }) => billCharges),
      ),
      {
        name: text.difference,
        type: "bar",
        data: days.map((day) => difference(day.difference)),
        barWidth: "55%",
        barMaxWidth: 26,
        xAxisIndex: 1,
        yAxisIndex: 1,
      },
    ],
  }
}
