// Rows as tables of attempts and bills have them never leave the fast path; what could differ always does (D49).
import { assert, it } from "vitest"

import { BlockWriter } from "../rows/rowFormat.ts"
import { PlainRows } from "./PlainRows.ts"
import { RowSplitter } from "./RowSplitter.ts"
import { findHeader } from "./findHeader.ts"

const taken = (text: string, kind: "results" | "bills") => {
  const bytes = Buffer.from(text)
  const found = findHeader(bytes, 0, bytes.length, true, { kind, columns: {}, mayLackGiven: false })
  if (found.outcome !== "header") throw new Error(found.outcome)
  const rows = new PlainRows(new BlockWriter())
  const { row } = found.header
  assert.instanceOf(row, RowSplitter)
  const outcomes: Array<boolean> = []
  for (let at = found.next; at < bytes.length; at = row.next) {
    row.split(bytes, at, bytes.length, true)
    outcomes.push(rows.take(bytes, found.header))
  }
  return outcomes
}

const uuid = "6c18fa97-9298-49e3-8423-7f7e52019ead"
const attempts = "Seq,IsNeedCharge,Errcode,ReqTime,BizToken,RuleId,Account,FetchedAt"
const bill = "Date,BizToken,RuleId,ChargeCount,Seq,ReqTime,IsNeedCharge,ChargeType,ErrorCode"

it.each<[string, "results" | "bills", ReadonlyArray<string>]>([
  [
    attempts,
    "results",
    [
      `${uuid},true,0,1790784729786,${uuid.toUpperCase()},1,shop,2026-10-01T10:00:00+08:00`,
      `"${uuid}","FALSE","2016","1790784729786","${uuid}","1000","",""`,
      `${uuid},true,,,,,,`,
      `${uuid},,1004,1790784729786,,,,`,
      `seq-1,false,-1,1790784729786,token_1,rule1,default,1790784729786`,
    ],
  ],
  [
    bill,
    "bills",
    [
      `2026-10-01,${uuid},1,2,${uuid},1790784729786,true,核身,0`,
      `2026/10/1,${uuid},,,${uuid},1790784729786,false,,2016`,
    ],
  ],
])("rows of %s stay", (header, kind, rows) => {
  assert.deepEqual(
    taken(`${header}\n${rows.join("\n")}\n`, kind),
    rows.map(() => true),
  )
})

const ones = ["NULL", "-", "'a", '="a"', "#N/A", "1.5E+10", "a\u200b", "a\u007f", "Err:502", "None", "undefined", "[x]"]
it.each(ones)("a name that is %j leaves", (name) => {
  for (const column of ["Seq", "BizToken", "RuleId", "Account"]) {
    const cells = attempts.split(",").map((each) => (each === column ? name : each === "IsNeedCharge" ? "true" : ""))
    const row = column === "Seq" ? cells : [uuid, ...cells.slice(1)]
    assert.deepEqual(taken(`${attempts}\n${row.join(",")}\n`, "results"), [false])
  }
})

it.each([
  "合计,,1,,,,,",
  "Total,,1,,,,,",
  attempts,
  `${uuid},true,"2,016",1790784729786,,,,`,
  `${uuid},true,0,1420041599999,,,,`,
  `${uuid},true,0,1790784729,,,,`,
  `,true,0,1790784729786,,,,`,
])("the row %s leaves", (row) => assert.deepEqual(taken(`${attempts}\n${row}\n`, "results"), [false]))
