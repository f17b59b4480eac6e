// Long runs (`pnpm soak`) are the same properties with more cases, beside the `*.soak.ts` files that only they run.
import * as fc from "fast-check"

if (process.env["FACEID_TALLY_SOAK"] === "1") fc.configureGlobal({ numRuns: 10_000 })
