/** @jsxImportSource hono/jsx */
/**
 * A chart on a page. It is a picture of its own address, so that no style stands in the page, in a wide and a narrow
 * shape, for light and dark; its values stand in a table beside it.
 */
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { type ChartName, chartSize } from "./ChartSpec.ts"

interface ChartProps {
  readonly context: PageContext
  readonly month: string
  readonly name: ChartName
  readonly alternative: string
}

export const Chart: FC<ChartProps> = ({ context, month, name, alternative }) => {
  const address = (shape: "wide" | "narrow", theme: "light" | "dark") =>
    paths.chart(month, name, { shape, theme, lang: context.language })
  const { width, height } = chartSize(name, "wide")
  const narrow = "(max-width: 40rem)"
  const dark = "screen and (prefers-color-scheme: dark)"
  return (
    <picture>
      <source media={`${dark} and (max-width: 40rem)`} srcset={address("narrow", "dark")} />
      <source media={narrow} srcset={address("narrow", "light")} />
      <source media={dark} srcset={address("wide", "dark")} />
      <img src={address("wide", "light")} alt={alternative} width={width} height={height} />
    </picture>
  )
}
