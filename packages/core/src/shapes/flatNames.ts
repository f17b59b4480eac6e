/**
 * The names by which a flat record is read: a row of a table, or an object of the same names. Which of them are the
 * provider's, which are people's own, and what they say of the side that a record is of (R27, R30).
 */

/** What a flat record can be. */
export type FlatKind = "results" | "bills" | "registrations"

/** A name near to one of the provider's rejects the record: no answer of the provider holds it. */
export const providerNames = {
  results: ["Seq", "IsNeedCharge", "Errcode", "ReqTime"],
  bills: ["Seq", "IsNeedCharge", "ErrorCode", "ReqTime", "ChargeType", "ChargeCount"],
  registrations: [],
} as const satisfies Readonly<Record<FlatKind, ReadonlyArray<string>>>

/** These were chosen by people, so they are read as people spell them. */
export const ownNames = {
  results: ["BizToken", "RuleId", "FetchedAt"],
  bills: ["Date", "BizToken", "RuleId"],
  registrations: ["BizToken", "RuleId", "IssuedAt"],
} as const satisfies Readonly<Record<FlatKind, ReadonlyArray<string>>>

/** Names that one side alone has. `Date` says nothing: attempts are kept by day as well. */
const marks = {
  bills: ["ChargeType", "ErrorCode", "ChargeCount"],
  results: ["Errcode", "FetchedAt"],
} as const

/** The side that the names of a flat record say, `undefined` where they say none or both: then it is what is asked for. */
export const sideOfNames = (has: (name: string) => boolean): "results" | "bills" | undefined => {
  const [bills, results] = [marks.bills.some(has), marks.results.some(has)]
  return bills === results ? undefined : bills ? "bills" : "results"
}
