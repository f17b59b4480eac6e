/** The bill's lines and charges by what they are priced by: account, day, ChargeType and RuleId. */
import { NO_DAY } from "../calendar/day.ts"
import { type Dictionaries, internName, nameOf } from "../columns/Dictionaries.ts"
import { compareBytes } from "../columns/Dictionary.ts"
import { compareNumbers, compareTexts } from "../columns/nullsLast.ts"

export interface ChargeTypeTotal {
  readonly chargeType: string | null
  readonly ruleId: string | null
  readonly lines: number
  readonly charges: number
}

/** Of one account and day; `day` is a day number, `NO_DAY` where lines have none. */
export interface BilledTotal extends ChargeTypeTotal {
  readonly account: string
  readonly day: number
}

interface Total {
  lines: number
  charges: number
}

type TotalsByType = Map<number, Map<number, Total>>

export class BilledTotals {
  readonly #names: Dictionaries
  readonly #totals = new Map<number, Map<number, TotalsByType>>()
  /** Lines of one account and day come one after the other: theirs is at hand. */
  #account = Number.NaN
  #day = Number.NaN
  #ofDay: TotalsByType = new Map()

  constructor(names: Dictionaries) {
    this.#names = names
  }

  /** Counts one line, by the ids of its names; an account without a name is the default one. */
  addLine(account: number, day: number, type: number, rule: number, isCharged: boolean): void {
    this.#add(account, day, type, rule, 1, isCharged ? 1 : 0)
  }

  addTotal({ account, day, chargeType, ruleId, lines, charges }: BilledTotal): void {
    const { accounts, chargeTypes, rules } = this.#names
    this.#add(
      accounts.internText(account),
      day,
      internName(chargeTypes, chargeType),
      internName(rules, ruleId),
      lines,
      charges,
    )
  }

  /** In the order of account, day, ChargeType and RuleId, missing ones last. */
  rows(): Array<BilledTotal> {
    const { accounts, chargeTypes, rules } = this.#names
    const rows = [...this.#totals].flatMap(([account, byDay]) =>
      [...byDay].flatMap(([day, byType]) =>
        [...byType].flatMap(([type, byRule]) =>
          [...byRule].map(([rule, total]) => ({
            account: accounts.text(account),
            day,
            chargeType: nameOf(chargeTypes, type),
            ruleId: nameOf(rules, rule),
            ...total,
          })),
        ),
      ),
    )
    return rows.sort(
      (a, b) => compareBytes(a.account, b.account) || compareNumbers(a.day, b.day, NO_DAY) || compareOrigins(a, b),
    )
  }

  #add(account: number, day: number, type: number, rule: number, lines: number, charges: number): void {
    if (account !== this.#account || day !== this.#day) this.#turnTo(account, day)
    const byRule = entryOf(this.#ofDay, type, newMap<number, Total>)
    const total = entryOf(byRule, rule, noLines)
    total.lines += lines
    total.charges += charges
  }

  #turnTo(account: number, day: number): void {
    this.#account = account
    this.#day = day
    const byDay = entryOf(this.#totals, this.#names.accountOf(account), newMap<number, TotalsByType>)
    this.#ofDay = entryOf(byDay, day, newMap<number, Map<number, Total>>)
  }
}

/** The same over all accounts and days, in the order of ChargeType and RuleId. */
export const chargeTypesOf = (rows: ReadonlyArray<BilledTotal>): Array<ChargeTypeTotal> => {
  const totals = new Map<string, ChargeTypeTotal>()
  for (const { chargeType, ruleId, lines, charges } of rows) {
    const key = JSON.stringify([chargeType, ruleId])
    const known = totals.get(key)
    totals.set(key, {
      chargeType,
      ruleId,
      lines: lines + (known?.lines ?? 0),
      charges: charges + (known?.charges ?? 0),
    })
  }
  return [...totals.values()].sort(compareOrigins)
}

const compareOrigins = (a: ChargeTypeTotal, b: ChargeTypeTotal): number =>
  compareTexts(a.chargeType, b.chargeType) || compareTexts(a.ruleId, b.ruleId)

const newMap = <Key, Value>(): Map<Key, Value> => new Map()
const noLines = (): Total => ({ lines: 0, charges: 0 })

const entryOf = <Value>(map: Map<number, Value>, key: number, make: () => Value): Value => {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}
