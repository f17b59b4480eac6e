/** What changed from one version of a day's bill to another, one line of the bill a row. */
import type { BillChange, BilledLine } from "@faceid-tally/books/engine"
import type { Charge } from "@faceid-tally/core/engine"

import { formatCount } from "../language/Money.ts"
import type { Column, Table } from "../table/Table.ts"
import type { BooksText } from "./booksText.ts"

export const billChangeTable = (words: BooksText): Table<BillChange> => [
  {
    key: "kind",
    title: () => words.columns.change,
    value: ({ kind }) => kind,
    text: ({ kind }) => words.diff.kind[kind],
  },
  { key: "seq", title: () => "Seq", value: ({ seq }) => seq },
  {
    key: "bizToken",
    title: () => "BizToken",
    value: ({ before, after }) => after?.bizToken ?? before?.bizToken ?? null,
  },
  side("before", words),
  side("after", words),
  { key: "fields", title: () => words.columns.fields, value: (change) => changedFields(change).join(" ") },
  {
    key: "impact",
    title: () => words.columns.impact,
    value: ({ impact }) => impact,
    text: ({ impact }) => formatCount(impact, { sign: true }),
    align: "right",
  },
]

const fieldByKey = {
  charge: "IsNeedCharge",
  errcode: "ErrorCode",
  at: "ReqTime",
  chargeType: "ChargeType",
  bizToken: "BizToken",
  ruleId: "RuleId",
  times: "×",
} as const satisfies Partial<Record<keyof BilledLine, string>>

/** In which of the provider's fields a changed line differs; what is no field of a line is the count beside them. */
const changedFields = ({ before, after }: BillChange): ReadonlyArray<string> => {
  if (before === null || after === null) return []
  const keys = Object.keys(fieldByKey) as Array<keyof typeof fieldByKey>
  const changed = keys.filter((key) => before[key] !== after[key]).map((key) => fieldByKey[key])
  return changed.length === 0 ? ["ChargeCount"] : changed
}

function side(name: "before" | "after", { columns }: BooksText): Column<BillChange> {
  return {
    key: name,
    title: () => columns[name],
    value: (change) => change[name]?.charge ?? null,
    text: (change, say) => lineText(change[name], say.charge),
  }
}

/** The flag, the code, the ChargeType, and how often the version has the line where that is not once. */
const lineText = (line: BilledLine | null, charge: (flag: Charge) => string): string =>
  line === null
    ? "—"
    : [
        charge(line.charge),
        line.errcode === null ? "" : String(line.errcode),
        line.chargeType ?? "",
        line.times === 1 ? "" : `×${line.times}`,
      ]
        .filter((part) => part !== "")
        .join(" ")
