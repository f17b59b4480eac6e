/** Audits flags by published rules: of a pair, a lone attempt or a lone line the bill's flag, else ours, once per Seq. */
import { NO_CODE, UNKNOWN } from "../counting/Attempt.ts"
import type { Tally } from "../counting/Tally.ts"
import type { Bill } from "../bill/Bill.ts"
import { NO_NAME } from "../columns/Dictionaries.ts"
import type { Audit } from "../rules/Audit.ts"
import { violates } from "../rules/EditionRules.ts"
import { NOTHING } from "./pairing.ts"

export class Auditor {
  readonly #audit: Audit
  readonly #ledger: Tally
  readonly #bill: Bill
  /** By the ids of the RuleIds that occur. */
  readonly #editions = new Map<number, string>()

  constructor(audit: Audit, ledger: Tally, bill: Bill) {
    this.#audit = audit
    this.#ledger = ledger
    this.#bill = bill
    for (const [ruleId, edition] of Object.entries(audit.byRule)) {
      const rule = bill.names.rules.find(ruleId)
      if (rule !== NO_NAME) this.#editions.set(rule, edition)
    }
  }

  /** The edition of the line's RuleId, else of the attempt's; `null` where it is not audited. */
  editionOf(attempt: number, line: number): string | null {
    const billed = line === NOTHING ? NO_NAME : this.#bill.lineRule(line)
    const rule = billed !== NO_NAME || attempt === NOTHING ? billed : this.#ledger.rule(attempt)
    return this.#editions.get(rule) ?? this.#audit.edition
  }

  /** How the flag contradicts the rules, if it does. */
  violation(attempt: number, line: number, day: number): ReturnType<typeof violates> {
    const edition = this.editionOf(attempt, line)
    if (edition === null) return undefined
    const billed = line === NOTHING ? UNKNOWN : this.#bill.lineFlag(line)
    const flag = billed !== UNKNOWN || attempt === NOTHING ? billed : this.#ledger.flag(attempt)
    const billCode = line === NOTHING ? NO_CODE : this.#bill.lineErrcode(line)
    const code = billCode !== NO_CODE || attempt === NOTHING ? billCode : this.#ledger.errcode(attempt)
    return violates({ rules: this.#audit.rules, edition }, flag, code, day)
  }
}
