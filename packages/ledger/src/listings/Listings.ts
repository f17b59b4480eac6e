/** The port Listings: lists read page by page, each by an index that has its order. */
import type { ListingsShape } from "@faceid-tally/books"

import { listAttempts } from "./AttemptListing.ts"
import { listBillDays, listBillLines } from "./BillListing.ts"
import { type Database, named } from "../database/Database.ts"
import { fetchesOf } from "../fetching/FetchNotes.ts"
import { countRunItems, listRunItems } from "./RunItemListing.ts"
import { listRuns } from "../reconciling/Runs.ts"
import { listVerifications } from "./VerificationListing.ts"

export const makeListings = (db: Database): ListingsShape => ({
  verifications: (page) => listVerifications(db, page).pipe(named("list BizTokens")),
  fetches: (bizToken, limit) => fetchesOf(db, bizToken, limit).pipe(named("list fetches")),
  attempts: (page) => listAttempts(db, page).pipe(named("list attempts")),
  billDays: (page) => listBillDays(db, page).pipe(named("list bill days")),
  billLines: (version, page) => listBillLines(db, version, page).pipe(named("list bill lines")),
  runs: (page) => listRuns(db, page).pipe(named("list runs")),
  runItems: (run, page) => listRunItems(db, run, page).pipe(named("list the items of a run")),
  runItemCounts: (run, asked) => countRunItems(db, run, asked).pipe(named("count the items of a run")),
})
