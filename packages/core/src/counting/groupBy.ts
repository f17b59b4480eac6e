/** The attempts of a tally by one of their properties (C12). */
import { CHARGED, NO_CODE, NO_TIME, UNCHARGED } from "./Attempt.ts"
import { dayFromNumber, dayOfInstant } from "../calendar/day.ts"
import { compareBytes } from "../columns/Dictionary.ts"
import { NO_NAME } from "../columns/Dictionaries.ts"
import type { Tally } from "./Tally.ts"

export const groupings = ["day", "rule", "errcode", "token", "account"] as const
export type Grouping = (typeof groupings)[number]

export interface Group {
  /** The day, RuleId, BizToken or account; a number for an Errcode; `null` for attempts without one. */
  readonly key: string | number | null
  readonly attempts: number
  readonly charges: number
  readonly uncharged: number
  readonly unknown: number
}

type Counting = { -readonly [name in keyof Group]: Group[name] }

/** Stands for "no key" among the integers that attempts are grouped by. */
const NO_KEY = -0x8000_0000

/** Counts per group, in the order of keys: Errcodes by number, all others by bytes, the attempts without a key last. */
export const groupBy = (tally: Tally, grouping: Grouping): Array<Group> => {
  const keyOf = integerKey(tally, grouping)
  const groups = new Map<number, Counting>()
  tally.forEachSeq((seq) => {
    const key = keyOf(seq)
    let group = groups.get(key)
    if (group === undefined) {
      const words = key === NO_KEY ? null : keyInWords(tally, grouping, key)
      groups.set(key, (group = { key: words, attempts: 0, charges: 0, uncharged: 0, unknown: 0 }))
    }
    const flag = tally.flag(seq)
    group.attempts++
    if (flag === CHARGED) group.charges++
    else if (flag === UNCHARGED) group.uncharged++
    else group.unknown++
  })
  return [...groups.values()].sort((a, b) => compareKeys(a.key, b.key))
}

const integerKey = (tally: Tally, grouping: Grouping): ((seq: number) => number) => {
  const named = (id: number) => (id === NO_NAME ? NO_KEY : id)
  switch (grouping) {
    case "day":
      return (seq) => (tally.at(seq) === NO_TIME ? NO_KEY : dayOfInstant(tally.at(seq)))
    case "rule":
      return (seq) => named(tally.rule(seq))
    case "errcode":
      return (seq) => (tally.errcode(seq) === NO_CODE ? NO_KEY : tally.errcode(seq))
    case "token":
      return (seq) => named(tally.token(seq))
    case "account":
      return (seq) => tally.names.accountOf(tally.account(seq))
  }
}

const keyInWords = (tally: Tally, grouping: Grouping, key: number): string | number => {
  switch (grouping) {
    case "day":
      return dayFromNumber(key)
    case "rule":
      return tally.names.rules.text(key)
    case "errcode":
      return key
    case "token":
      return tally.names.tokens.text(key)
    case "account":
      return tally.names.accounts.text(key)
  }
}

const compareKeys = (a: string | number | null, b: string | number | null): number => {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return typeof a === "number" && typeof b === "number" ? a - b : compareBytes(String(a), String(b))
}
