/** What a program asks of the books, read from arguments that no compiler may have seen; what cannot be asked is refused with its place. */
import { type FetchedAnswer, type Registration } from "@faceid-tally/books/engine"
import {
  dayFromNumber,
  type BillingDay,
  isAhead,
  monthOf,
  publishedRules,
  readAsOf,
  readDate,
  readHead,
  readInstant,
} from "@faceid-tally/core/engine"
import type { Language } from "@faceid-tally/report"

import { accountNames } from "../settings/accounts.ts"
import type { Settings } from "../settings/Settings.ts"
import { publishedRuleSet } from "../books/ruleSet.ts"
import { BooksError } from "./BooksError.ts"
import type { Registering } from "./Books.ts"
import { plainText } from "./plainText.ts"

/** By their numbers. */
export interface DayNumbers {
  readonly fromDay: number
  readonly toDay: number
}

/** The fields of an object as it came. */
type Given<Fields extends object> = { readonly [Name in keyof Fields]?: unknown }

export class Asked {
  readonly #settings: Settings
  readonly #language: Language

  constructor(settings: Settings, language: Language) {
    this.#settings = settings
    this.#language = language
  }

  /** Throws what says that an argument is not what it has to be. */
  refuse(path: string, expected: string): never {
    throw new BooksError("argument", plainText[this.#language].argument(path, expected), { facts: { path, expected } })
  }

  get #expected() {
    return plainText[this.#language].expected
  }

  /** One day, a month, or days; `undefined` where none is named. */
  days({ day, month, from, to }: Given<{ day: 1; month: 1; from: 1; to: 1 }>): DayNumbers | undefined {
    const given = [day, month, from ?? to].filter((each) => each !== undefined)
    if (given.length === 0) return undefined
    if (given.length > 1) this.refuse("days", this.#expected.days)
    if (day !== undefined) {
      const number = this.#day("day", day)
      return { fromDay: number, toDay: number }
    }
    if (month !== undefined) {
      const found = typeof month === "string" ? monthOf(month) : undefined
      return found === undefined
        ? this.refuse("month", this.#expected.month)
        : { fromDay: found.first, toDay: found.last }
    }
    const [fromDay, toDay] = [this.#day("from", from), this.#day("to", to)]
    return fromDay > toDay ? this.refuse("days", this.#expected.days) : { fromDay, toDay }
  }

  /** The same where they must be named. */
  someDays(given: Parameters<Asked["days"]>[0]): DayNumbers {
    return this.days(given) ?? this.refuse("days", this.#expected.days)
  }

  #day(path: string, value: unknown): number {
    const day = typeof value === "string" ? readDate(value) : "no_time"
    return typeof day === "number" ? day : this.refuse(path, this.#expected.day)
  }

  /** The accounts that are asked for: all where none is named. */
  accounts(account: unknown): ReadonlyArray<string> {
    const known = accountNames(this.#settings)
    if (account === undefined) return known
    return typeof account === "string" && known.includes(account)
      ? [account]
      : this.refuse("account", this.#expected.account(known.join(", ")))
  }

  text(path: string, value: unknown): string | undefined {
    if (value === undefined || value === null || value === "") return undefined
    return typeof value === "string" ? value : this.refuse(path, this.#expected.text)
  }

  bizToken(value: unknown, path = "bizToken"): string {
    return typeof value === "string" && value.trim() !== "" ? value : this.refuse(path, this.#expected.bizToken)
  }

  count(path: string, value: unknown): number | undefined {
    if (value === undefined) return undefined
    return typeof value === "number" && Number.isInteger(value) && value > 0
      ? value
      : this.refuse(path, this.#expected.count)
  }

  head(value: unknown): string | undefined {
    if (value === undefined) return undefined
    return (typeof value === "string" ? readHead(value) : undefined) ?? this.refuse("head", this.#expected.head)
  }

  edition(value: unknown) {
    if (value === undefined) return undefined
    const { editions } = publishedRules
    return typeof value === "string" && editions.includes(value)
      ? publishedRuleSet(value)
      : this.refuse("edition", this.#expected.edition(editions.join(", ")))
  }

  /** A time that would name books that nobody has seen is none. */
  asOf(value: unknown, now: number): number | undefined {
    if (value === undefined) return undefined
    const at = this.#instant("asOf", value, readAsOf)
    return isAhead(at, now) ? this.refuse("asOf", this.#expected.past) : at
  }

  #instant(path: string, value: unknown, read: (value: string | number) => number | string): number {
    const at =
      value instanceof Date
        ? value.getTime()
        : typeof value === "string" || typeof value === "number"
          ? read(value)
          : ""
    return typeof at === "number" && !Number.isNaN(at) ? at : this.refuse(path, this.#expected.instant)
  }

  /** Whatever a client was given is kept; the account is the one that is named, else that of the RuleId in the settings. */
  registration(registering: Given<Registering> | null | undefined, path: string): Registration {
    const given = registering ?? {}
    const { issuedAt } = given
    const fetched = this.of({ ...given, bizToken: this.bizToken(given.bizToken, `${path}bizToken`) }, path)
    return { ...fetched, issuedAt: issuedAt == null ? null : this.#instant(`${path}issuedAt`, issuedAt, readInstant) }
  }

  of({ bizToken, ruleId, account }: Given<FetchedAnswer> & { readonly bizToken: string }, path = ""): FetchedAnswer {
    const rule = this.text(`${path}ruleId`, ruleId) ?? null
    const named = this.text(`${path}account`, account)
    const ofRule = rule === null ? undefined : this.#settings.rules?.[rule]?.account
    return { bizToken, ruleId: rule, account: named ?? ofRule ?? null }
  }
}

export const daysOfNumbers = ({
  fromDay,
  toDay,
}: DayNumbers): { readonly from: BillingDay; readonly to: BillingDay } => ({
  from: dayFromNumber(fromDay),
  to: dayFromNumber(toDay),
})
