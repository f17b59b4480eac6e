/** What plain callers have in hand, into the columns that are counted and reconciled. */
import { Bill } from "../bill/Bill.ts"
import { BillTable } from "../bill/BillTable.ts"
import { Dictionaries } from "../columns/Dictionaries.ts"
import { EqualRows } from "../counting/identity.ts"
import { Tally } from "../counting/Tally.ts"
import { decodeAnswer } from "../decoding/Reading.ts"
import type { Path } from "../shapes/Found.ts"
import type { RecordSide } from "../shapes/shapes.ts"
import { NotCountable } from "./NotCountable.ts"

/** One answer, or many: in an array, in a Set, or one by one from a generator. */
export const readResults = (given: unknown, name: string | undefined, names = new Dictionaries()): Tally => {
  const tally = new Tally(names)
  // Rows without Seq that are equal are told apart by how many stood before (C9).
  const rows = new EqualRows()
  for (const record of recordsIn(given, "results", name)) {
    tally.add(record, record._tag === "ApiError" ? 0 : rows.before(record))
  }
  return tally
}

/** The same of pages of the bill, or of its lines. */
export const readBills = (given: unknown, name: string | undefined, names: Dictionaries): Bill => {
  const bill = new Bill(names)
  const lines = new BillTable(bill)
  for (const record of recordsIn(given, "bills", name)) {
    if (record._tag === "ApiError" || !record.flat) bill.add(record)
    else lines.addPage(record)
  }
  lines.close()
  return bill
}

function* recordsIn<S extends RecordSide>(given: unknown, side: S, name: string | undefined) {
  const at: Path = name === undefined ? [] : [name]
  if (!isMany(given)) {
    yield decoded(given, side, at)
    return
  }
  let index = 0
  for (const each of given) yield decoded(each, side, [...at, index++])
}

const decoded = <S extends RecordSide>(record: unknown, side: S, at: Path) => {
  const outcome = decodeAnswer(record, side)
  if (outcome._tag === "Rejected") throw new NotCountable(outcome.rejection, at)
  return outcome.record
}

/** A Map is no list of answers, and neither are bytes. */
const isMany = (given: unknown): given is Iterable<unknown> =>
  Array.isArray(given) ||
  given instanceof Set ||
  (typeof given === "object" && given !== null && Symbol.iterator in given && "next" in given)
