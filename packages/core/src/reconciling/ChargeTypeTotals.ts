/** The bill's lines and charges by what they are priced by: ChargeType and RuleId. */
import type { ChargeTypeTotal } from "./EqualPairTotals.ts"
import { compareTexts } from "../columns/nullsLast.ts"
import { internName, nameOf, type Dictionaries } from "../columns/Dictionaries.ts"

interface Total {
  lines: number
  charges: number
}

export class ChargeTypeTotals {
  readonly #names: Dictionaries
  readonly #totals = new Map<number, Map<number, Total>>()

  constructor(names: Dictionaries) {
    this.#names = names
  }

  /** Counts one line, by the ids of its names. */
  addLine(type: number, rule: number, isCharged: boolean): void {
    this.#add(type, rule, 1, isCharged ? 1 : 0)
  }

  addTotal({ chargeType, ruleId, lines, charges }: ChargeTypeTotal): void {
    const { chargeTypes, rules } = this.#names
    this.#add(internName(chargeTypes, chargeType), internName(rules, ruleId), lines, charges)
  }

  /** In the order of both, missing ones last. */
  rows(): Array<ChargeTypeTotal> {
    const { chargeTypes, rules } = this.#names
    const rows = [...this.#totals].flatMap(([type, byRule]) =>
      [...byRule].map(([rule, total]) => ({
        chargeType: nameOf(chargeTypes, type),
        ruleId: nameOf(rules, rule),
        ...total,
      })),
    )
    return rows.sort((a, b) => compareTexts(a.chargeType, b.chargeType) || compareTexts(a.ruleId, b.ruleId))
  }

  #add(type: number, rule: number, lines: number, charges: number): void {
    let byRule = this.#totals.get(type)
    if (byRule === undefined) this.#totals.set(type, (byRule = new Map()))
    let total = byRule.get(rule)
    if (total === undefined) byRule.set(rule, (total = { lines: 0, charges: 0 }))
    total.lines += lines
    total.charges += charges
  }
}
