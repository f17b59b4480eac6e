/** Calm colours for a terminal, or none: whoever prints decides, once, by choosing a style. */

export interface Style {
  readonly strong: (text: string) => string
  readonly faint: (text: string) => string
  readonly good: (text: string) => string
  readonly bad: (text: string) => string
  readonly note: (text: string) => string
}

const as = (open: number, close: number) => (text: string) => `\u001B[${open}m${text}\u001B[${close}m`

export const ansiStyle: Style = {
  strong: as(1, 22),
  faint: as(2, 22),
  good: as(32, 39),
  bad: as(31, 39),
  note: as(33, 39),
}

const asIs = (text: string) => text

export const plainStyle: Style = { strong: asIs, faint: asIs, good: asIs, bad: asIs, note: asIs }
