/** Whether this is the long run (`pnpm soak`). */
export const isSoak = process.env["FACEID_TALLY_SOAK"] === "1"

/** How many cases a property draws: `often` as a rule, more in the long run. */
export const runs = (often: number): { readonly numRuns: number } => ({ numRuns: isSoak ? often * 20 : often })
