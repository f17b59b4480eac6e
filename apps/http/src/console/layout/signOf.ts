/** The class of a row by what it adds to the bill. */
export const signOf = (impact: number | null): "more" | "less" | "none" =>
  impact === null || impact === 0 ? "none" : impact > 0 ? "more" : "less"
