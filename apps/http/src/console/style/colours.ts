/** The colours, by what they mean: one accent, and three that say how things stand. Each has its twin for the dark. */
export interface Palette {
  readonly paper: string
  /** Behind what stands out a little. */
  readonly wash: string
  readonly ink: string
  readonly soft: string
  readonly line: string
  /** Around what can be typed into or pressed. */
  readonly edge: string
  readonly accent: string
  readonly onAccent: string
  readonly bad: string
  readonly badWash: string
  readonly good: string
  readonly goodWash: string
  readonly warn: string
  readonly warnWash: string
}

export const themes = ["light", "dark"] as const
export type Theme = (typeof themes)[number]

export const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    paper: "#fdfdfc",
    wash: "#f3f5f7",
    ink: "#1b1f24",
    soft: "#57606b",
    line: "#dfe3e8",
    edge: "#848d98",
    accent: "#155fa8",
    onAccent: "#ffffff",
    bad: "#b3261e",
    badWash: "#fcf0ee",
    good: "#17683a",
    goodWash: "#edf6f0",
    warn: "#7d5200",
    warnWash: "#fbf4e4",
  },
  dark: {
    paper: "#14171b",
    wash: "#1d2127",
    ink: "#e8eaed",
    soft: "#a7b0bb",
    line: "#2f353d",
    edge: "#727c88",
    accent: "#82b8f2",
    onAccent: "#0c1520",
    bad: "#ff9287",
    badWash: "#2e1c1a",
    good: "#83d3a3",
    goodWash: "#16271d",
    warn: "#e7b85f",
    warnWash: "#2a2416",
  },
}

const properties = (palette: Palette): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour};`)
    .join("")

export const colours = `
:root { color-scheme: light dark; ${properties(palettes.light)} }
@media screen and (prefers-color-scheme: dark) { :root { ${properties(palettes.dark)} } }
`
