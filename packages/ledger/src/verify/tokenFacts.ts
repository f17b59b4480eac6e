/**
 * What is known of a BizToken must be what the evidence says of it: of each fact the least, or the latest, that any row
 * states. So no row may state more than what is known, and some row must state each fact. A row is held against the
 * BizToken where it is read, in SQL; which facts some row stated is marked, and looked at when all rows were read.
 */
/** What a row says of its BizToken, as SQL. */
interface Stated {
  readonly account: string
  readonly rule_id: string
  readonly issued_at: string
  readonly seen_at: string
  readonly registered_at: string
  readonly first_day: string
  readonly last_day: string
  readonly fetched_at: string
  readonly passed: string
  readonly nfc_at: string
  readonly nfc: string
}

/** Facts of which the least stands. */
const least = ["account", "rule_id", "issued_at", "seen_at", "registered_at", "first_day"] as const
/** Facts of which that of the latest time stands, and of that time the greatest. */
const latest = [
  ["fetched_at", "passed"],
  ["nfc_at", "nfc"],
] as const

/** The row claims more than the BizToken has, or there is no such BizToken. */
export const CONTRADICTED = 1
/** The bit of each fact among the marks. */
const marks = [...least, "last_day", ...latest.map(([time]) => time)] as const
const bitOf = (fact: (typeof marks)[number]): number => 2 << marks.indexOf(fact)

const union = (parts: ReadonlyArray<string>): string => parts.join(" | ")

/** {@link CONTRADICTED} and marks of a row against `v`, the BizToken that is known, as SQL. */
export const marksOf = (stated: Stated): string =>
  union([
    `CASE WHEN v.biz_token IS NULL THEN ${CONTRADICTED} ELSE 0 END`,
    ...least.map((fact) =>
      markOf(bitOf(fact), stated[fact], `v.${fact} = ${stated[fact]}`, `v.${fact} < ${stated[fact]}`),
    ),
    markOf(bitOf("last_day"), stated.last_day, `v.last_day = ${stated.last_day}`, `v.last_day > ${stated.last_day}`),
    ...latest.map(([time, value]) => {
      const isSameTime = `v.${time} = ${stated[time]}`
      return markOf(
        bitOf(time),
        stated[time],
        `${isSameTime} AND v.${value} = ${stated[value]}`,
        `v.${time} > ${stated[time]} OR (${isSameTime} AND v.${value} > ${stated[value]})`,
      )
    }),
  ])

/** Nearly always the row states what is known: that is asked first, and then nothing else is. */
const markOf = (bit: number, stated: string, isKnown: string, isLess: string): string =>
  `CASE WHEN ${isKnown} THEN ${bit} WHEN ${stated} IS NULL OR ${isLess} THEN 0 ELSE ${CONTRADICTED} END`

/** What an observation `o`, of a batch `b`, says. One that does not say when it was fetched was fetched once. */
export const statedByObservation: Stated = {
  account: "o.account",
  rule_id: "o.rule_id",
  issued_at: "NULL",
  seen_at: `CASE WHEN o.at < coalesce(o.fetched_at, b.written_at) THEN o.at
    ELSE coalesce(o.fetched_at, b.written_at) END`,
  registered_at: "b.written_at",
  first_day: "CASE WHEN o.at IS NOT NULL THEN o.day END",
  last_day: "CASE WHEN o.at IS NOT NULL THEN o.day END",
  fetched_at: "coalesce(o.fetched_at, -1)",
  passed: "CASE WHEN o.err_code = 0 THEN 1 ELSE 0 END",
  nfc_at: "CASE WHEN o.nfc IS NOT NULL THEN coalesce(o.fetched_at, -1) END",
  nfc: "o.nfc",
}

/** What a row `r` of the registrations says. */
export const statedByRegistration: Stated = {
  account: "r.account",
  rule_id: "r.rule_id",
  issued_at: "r.issued_at",
  seen_at: "r.seen_at",
  registered_at: "r.registered_at",
  first_day: "r.first_day",
  last_day: "r.last_day",
  fetched_at: "r.fetched_at",
  passed: "r.passed",
  nfc_at: "r.nfc_at",
  nfc: "r.nfc",
}

/** The marks that a BizToken must have, of each fact that is known, as SQL. */
export const neededMarks: string = union(
  marks.map((fact) => `CASE WHEN ${fact} IS NOT NULL THEN ${bitOf(fact)} ELSE 0 END`),
)
