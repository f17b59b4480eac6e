/** What a chart is asked for by: which one, in which shape, for which theme. */
import { type Theme, themes } from "../style/colours.ts"

export const chartNames = ["days", "bridge"] as const
export type ChartName = (typeof chartNames)[number]

export const shapes = ["wide", "narrow"] as const
export type Shape = (typeof shapes)[number]

export interface ChartSpec {
  readonly shape: Shape
  readonly theme: Theme
}

export const chartSpecOf = (shape: string | undefined, theme: string | undefined): ChartSpec => ({
  shape: shapes.find((each) => each === shape) ?? "wide",
  theme: themes.find((each) => each === theme) ?? "light",
})

const sizes: Readonly<Record<ChartName, Readonly<Record<Shape, readonly [width: number, height: number]>>>> = {
  days: { wide: [1056, 380], narrow: [360, 340] },
  bridge: { wide: [520, 320], narrow: [360, 300] },
}

/** In pixels of CSS. */
export const chartSize = (name: ChartName, shape: Shape): { readonly width: number; readonly height: number } => {
  const [width, height] = sizes[name][shape]
  return { width, height }
}
