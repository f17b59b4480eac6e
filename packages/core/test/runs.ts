/** How many cases a property draws: `often` as a rule, more in a long run (`pnpm soak`). */
export const runs = (often: number): { readonly numRuns: number } => ({
  numRuns: process.env["FACEID_TALLY_SOAK"] === "1" ? often * 20 : often,
})
