// What people read of a verification: the first break and how many more, and what nothing proves.
import type { Verified } from "@faceid-tally/books/engine"
import { expect, it } from "vitest"

import { sharedText } from "../messages/sharedText.ts"
import { plainStyle } from "../table/Style.ts"
import { booksText } from "./booksText.ts"
import { verifiedLines } from "./verifyReport.ts"

const whole: Verified = {
  ok: true,
  rows: 3,
  batches: 2,
  seals: 1,
  head: "ab",
  unsealed: 0,
  broken: null,
  breaks: 0,
  remarks: [],
  removed: [],
  database: "whole",
  workInProgress: ["work", "verification.next_due"],
}
const linesOf = (verified: Partial<Verified>, language: "en" | "zh-CN" = "en") =>
  verifiedLines({ ...whole, ...verified }, booksText[language], { say: sharedText[language], style: plainStyle })

it("says what is not covered, and that a ledger without batches proves nothing", () => {
  expect(linesOf({})).toEqual([
    "The ledger is intact: 3 rows in 2 batches under 1 seal.",
    "Head: ab",
    "The database's own check of its files: in order.",
    "Not covered, being work in progress: work, verification.next_due. All else is evidence, or was checked against it.",
  ])
  expect(linesOf({ batches: 0, rows: 0 })[0]).toContain("not one batch")
  expect(linesOf({ batches: 0, rows: 0 }, "zh-CN")[0]).toContain("一个批次也没有")
})

it("names the first break and counts the others, and never prints what would steer a terminal", () => {
  const broken = { what: "row", batch: 2, seal: 1, row: { table: "run", key: ["\u001b[2J"] } } as const
  const [first] = linesOf({ ok: false, broken, breaks: 3, database: "not_checked" })
  expect(first).toMatch(
    /^The books were changed\. A row is not what was written: seal 1, batch 2, run .*\. 2 more things do not add up\.$/,
  )
  expect(first).not.toContain("\u001b")
  expect(linesOf({ remarks: [{ what: "index_missing", table: "run", name: "run_by_batch" }] })[3]).toContain(
    "run_by_batch",
  )
})
