/**
 * A name of the provider's account bill as names are compared: without spaces and `(元)`, with full-width brackets as
 * plain ones (F3.1).
 */
export const plainName = (name: string): string =>
  name
    .replaceAll(/[\s　]/g, "")
    .replaceAll("（", "(")
    .replaceAll("）", ")")
    .replaceAll("(元)", "")
