/** The port Listings: lists read page by page, each by an index that has its order. */
import type { ListingsShape } from "@faceid-tally/books/engine"

import { listAttempts } from "./listAttempts.ts"
import { listBillDays, listBillLines } from "./billListing.ts"
import { type Database, named } from "../database/Database.ts"
import { fetchesOf } from "../fetching/fetchNotes.ts"
import { countRunItems, listRunItems } from "./runItemListing.ts"
import { listRuns } from "../reconciling/runs.ts"
import { listVerifications } from "./listVerifications.ts"

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
