/** How all charts look: the page's type and colours, few lines, no decoration. */
import { type Palette, palettes } from "../style/colours.ts"
import type { ChartSpec } from "./ChartSpec.ts"

// Without quotes, which would end the attribute that echarts writes them into.
const FONT =
  "system-ui, -apple-system, Segoe UI, PingFang SC, Hiragino Sans GB, Microsoft YaHei, Noto Sans SC, sans-serif"

export interface ChartStyle {
  readonly palette: Palette
  readonly isNarrow: boolean
  readonly textStyle: { readonly fontFamily: string; readonly fontSize: number; readonly color: string }
  readonly axis: object
  readonly quietAxis: object
}

export const chartStyleOf = ({ theme, shape }: ChartSpec): ChartStyle => {
  const palette = palettes[theme]
  const textStyle = { fontFamily: FONT, fontSize: 12, color: palette.soft }
  const axis = {
    axisLine: { show: true, lineStyle: { color: palette.edge } },
    axisTick: { show: false },
    axisLabel: textStyle,
    splitLine: { show: false },
  }
  return {
    palette,
    isNarrow: shape === "narrow",
    textStyle,
    axis,
    quietAxis: { ...axis, axisLine: { show: false }, splitLine: { lineStyle: { color: palette.line } } },
  }
}
