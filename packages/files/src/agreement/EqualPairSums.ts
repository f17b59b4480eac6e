/** The sums of what agrees, as core's `reconcile` adds them to what it matches. */
import {
  BilledTotals,
  type EqualPairTotals,
  isInWindow,
  type Dictionaries,
  NO_COUNT,
  NO_NAME,
  type DayRange,
} from "@faceid-tally/core/engine"

import type { EqualPairs } from "./EqualPairs.ts"
import { CHARGED_ROW } from "../rows/rowFormat.ts"
import { chargeCountOf, internText, type GroupOrigin, type PairFilter, type TypeOfLine } from "../rows/RowLoader.ts"
import type { RowBlock } from "../scanner/Scanner.ts"
import { BITS_WORD, GROUP_WORDS, LINE_WORDS, RESULT_ACCOUNT_BIT, RESULT_ACCOUNT_WORD } from "../rows/layout.ts"

/** Pairs, each an attempt and its line, by the number of their day. */
export type PairsByDay = ReadonlyMap<number, number>

export class EqualPairSums implements PairFilter {
  readonly #agreement: EqualPairs
  readonly #names: Dictionaries
  readonly #window: DayRange
  readonly #ruleId: string | undefined
  /** Of the RuleId, as soon as a row has it: names are those that were read, and no others. */
  #rule = NO_NAME
  readonly #billed: BilledTotals
  readonly #accounts = new Set<number>()
  #chargeCountTotal = 0
  readonly #elsewhere = new Map<number, number>()

  /** Sums what is of the window, and of the RuleId if one is asked for. */
  constructor(agreement: EqualPairs, names: Dictionaries, window: DayRange, ruleId: string | undefined) {
    this.#agreement = agreement
    this.#names = names
    this.#window = window
    this.#ruleId = ruleId
    this.#billed = new BilledTotals(names)
  }

  takesResult(block: RowBlock, at: number): boolean {
    const bits = block.words[at + BITS_WORD] as number
    if (!this.#agreement.has(block, at + BITS_WORD)) return false
    const hasEntries = block.words[at] !== 0
    if (hasEntries && (bits & RESULT_ACCOUNT_BIT) !== 0)
      this.#accounts.add(internText(this.#names.accounts, 1, block, at + RESULT_ACCOUNT_WORD))
    return true
  }

  takesGroup(block: RowBlock, at: number, { day, account, rule }: GroupOrigin, typeOf: TypeOfLine): boolean {
    const { words } = block
    if (!this.#agreement.has(block, at + BITS_WORD)) return false
    if (!isInWindow(this.#window, day)) {
      this.#elsewhere.set(day, (this.#elsewhere.get(day) ?? 0) + (words[at] as number))
      return true
    }
    if (!this.#isAsked(rule)) return true
    const chargeCount = chargeCountOf(words, at)
    if (chargeCount !== NO_COUNT) this.#chargeCountTotal += chargeCount
    const end = at + GROUP_WORDS + (words[at] as number) * LINE_WORDS
    for (let line = at + GROUP_WORDS; line < end; line += LINE_WORDS) {
      this.#billed.addLine(account, day, typeOf(block, line), rule, ((words[line] as number) & 3) === CHARGED_ROW)
    }
    return true
  }

  #isAsked(rule: number): boolean {
    if (this.#ruleId === undefined) return true
    if (this.#rule === NO_NAME) this.#rule = this.#names.rules.find(this.#ruleId)
    return rule !== NO_NAME && rule === this.#rule
  }

  /** How many pairs of each other day were left out: nothing else is known of them any more. */
  get elsewhere(): PairsByDay {
    return this.#elsewhere
  }

  agreed(): EqualPairTotals {
    return {
      billed: this.#billed.rows(),
      chargeCountTotal: this.#chargeCountTotal,
      accounts: [...this.#accounts].map((account) => this.#names.accounts.text(account)),
    }
  }
}
