/**
 * Ledger against bill, charge by charge: a pure plan, two sides and the rules in, discrepancies out. Each line is used
 * once, and the sum of impacts equals bill charges − ledger charges, always:
 *
 *     our total  + missing_in_ledger + duplicates + …  − missing_in_bill − …  =  the bill's total
 *
 * The rules are M1–M7 and M13–M19.
 */
import type { EqualPairTotals } from "./EqualPairTotals.ts"
import { ABSENT, CHARGED, dayOfTime, NO_CODE, UNKNOWN } from "../counting/Attempt.ts"
import type { Bill } from "../bill/Bill.ts"
import type { BillingDay } from "../calendar/day.ts"
import { compareChargeCounts } from "../bill/chargeCounts.ts"
import type { Audit } from "../rules/Audit.ts"
import { Auditor } from "./Auditor.ts"
import { type BilledTotal, BilledTotals, type ChargeTypeTotal, chargeTypesOf } from "./BilledTotals.ts"
import { countPages, type IncompleteDay, incompleteDays } from "../bill/completeness.ts"
import { dayFromNumber, dayNumberOf, NO_DAY } from "../calendar/day.ts"
import { Discrepancies, type KindCounts, type UncollectedToken } from "./Discrepancies.ts"
import { NO_NAME } from "../columns/Dictionaries.ts"
import { compareLines, daysOfPair, LinesBySeq, NOTHING } from "./pairing.ts"
import type { Tally } from "../counting/Tally.ts"
import type { TokenKnowledge } from "../counting/TokenHistory.ts"
import { isInWindow, isNearWindow, type Selection, type DayRange } from "../calendar/DayRange.ts"

/** What is asked: the days, inclusive, one RuleId, and the rules to audit the flags by. All may be left out. */
export interface ReconcileOptions {
  readonly from?: BillingDay | undefined
  readonly to?: BillingDay | undefined
  readonly ruleId?: string | undefined
  /** Only what is of this account: a line by its page, an attempt by its line, else by itself; without a name, `default`. */
  readonly account?: string | undefined
  readonly audit?: Audit | undefined
  /** BizTokens of the days that nobody can fetch any more, where a ledger knows of them. */
  readonly uncollected?: ReadonlyArray<UncollectedToken> | undefined
  /** What was left out of both sides: pairs of the days and the RuleId that are asked for. */
  readonly agreed?: EqualPairTotals | undefined
}

export interface Reconciliation {
  /** The days that were asked for; an end that was left open is the outermost day seen. */
  readonly from: BillingDay | null
  readonly to: BillingDay | null
  readonly complete: boolean
  readonly incomplete: ReadonlyArray<IncompleteDay>
  readonly ledger: {
    readonly attempts: number
    readonly charges: number
    /** Attempts for which no day is known. */
    readonly undated: number
    /** Attempts for which no RuleId is known, where one was asked for. */
    readonly unattributed: number
  }
  readonly bill: {
    readonly pages: number
    readonly repeatedPages: number
    readonly lines: number
    readonly charges: number
    readonly chargeCountTotal: number
    readonly undated: number
  }
  readonly matched: number
  /** Bill charges − ledger charges. */
  readonly difference: number
  /** The sum of impacts; equal to the difference. */
  readonly explained: number
  readonly byKind: KindCounts
  readonly items: Discrepancies
  /** The bill's lines in the window by what they are priced by. */
  readonly chargeTypes: ReadonlyArray<ChargeTypeTotal>
  /** The same of each account and day: what they cost depends on both. */
  readonly billed: ReadonlyArray<BilledTotal>
}

/** Reconciles a tally with a bill that shares its names. Throws only where the law is broken: a defect of this module. */
export const reconcile = (ledger: Tally, bill: Bill, options: ReconcileOptions = {}): Reconciliation => {
  if (ledger.names !== bill.names) throw new Error("a tally and a bill are reconciled by the names that they share")
  const window = windowOf(ledger, bill, options)
  const rule = options.ruleId === undefined ? null : bill.names.rules.find(options.ruleId)
  const account = options.account === undefined ? null : bill.names.accounts.internText(options.account)
  const isOfAccount = (id: number) => account === null || bill.names.accountOf(id) === account
  const { agreed = NONE_AGREED } = options
  const matcher = new Matcher(ledger, bill, { window, rule, account }, options)
  matcher.run()
  matcher.addAgreed(agreed)

  const counts = compareChargeCounts(
    bill,
    (group) =>
      isInWindow(window, bill.groupDay(group)) &&
      (rule === null || isRule(bill.groupRule(group), rule)) &&
      isOfAccount(bill.pageAccount(bill.groupPage(group))),
  )
  const { items, totals } = matcher
  items.addCounts(counts.mismatches)
  items.addUncollected(
    (options.uncollected ?? []).filter((token) => options.account === undefined || token.account === options.account),
  )

  const byKind = items.byKind()
  const explained = Object.values(byKind).reduce((sum, { impact }) => sum + impact, 0)
  const difference = totals.billCharges - totals.ledgerCharges
  if (explained !== difference) {
    throw new Error(`the law is broken: impacts sum to ${explained}, the charges differ by ${difference}`)
  }
  const incomplete = incompleteDays(ledger, bill, { window, rule, account }, agreed.accounts)
  const bounds = window.bounds
  const billed = matcher.billed.rows()
  return {
    from: bounds === null ? null : dayFromNumber(bounds.first),
    to: bounds === null ? null : dayFromNumber(bounds.last),
    complete: incomplete.length === 0,
    incomplete,
    ledger: {
      attempts: totals.attempts,
      charges: totals.ledgerCharges,
      undated: totals.undatedAttempts,
      unattributed: totals.unattributed,
    },
    bill: {
      ...countPages(bill, window, (page) => isOfAccount(bill.pageAccount(page))),
      lines: totals.lines,
      charges: totals.billCharges,
      chargeCountTotal: counts.chargeCountTotal + agreed.chargeCountTotal,
      undated: totals.undatedLines,
    },
    matched: totals.matched,
    difference,
    explained,
    byKind,
    items,
    chargeTypes: chargeTypesOf(billed),
    billed,
  }
}

const NONE_AGREED: EqualPairTotals = { billed: [], chargeCountTotal: 0, accounts: [] }

/** A RuleId that occurs nowhere has no id: nothing is of that rule. */
const isRule = (id: number, rule: number): boolean => id !== NO_NAME && id === rule

class Matcher {
  readonly items: Discrepancies
  readonly totals = {
    attempts: 0,
    ledgerCharges: 0,
    undatedAttempts: 0,
    unattributed: 0,
    lines: 0,
    billCharges: 0,
    undatedLines: 0,
    matched: 0,
  }
  readonly billed: BilledTotals
  readonly #ledger: Tally
  readonly #bill: Bill
  readonly #window: DayRange
  readonly #rule: number | null
  readonly #account: number | null
  readonly #auditor: Auditor | undefined
  readonly #lines: LinesBySeq
  readonly #ruleByToken: Int32Array
  /** Asked for by few reports, so made when the first line asks. */
  #firstAttempts: Float64Array | undefined

  constructor(ledger: Tally, bill: Bill, { window, rule, account }: Selection, options: ReconcileOptions) {
    this.#ledger = ledger
    this.#bill = bill
    this.#window = window
    this.#rule = rule
    this.#account = account
    this.#auditor = options.audit && new Auditor(options.audit, ledger, bill)
    this.items = new Discrepancies(ledger, bill, this.#auditor)
    this.billed = new BilledTotals(bill.names)
    this.#lines = new LinesBySeq(bill)
    this.#ruleByToken = rule === null ? new Int32Array(0) : ruleByToken(bill)
  }

  run(): void {
    const { size } = this.#bill.names.seqs
    for (let seq = 0; seq < size; seq++) this.#matchSeq(seq)
    for (let line = this.#lines.firstWithoutSeq; line >= 0; line = this.#lines.next(line)) {
      if (isNearWindow(this.#window, this.#bill.lineDay(line))) this.#loneLine(line)
    }
  }

  addAgreed({ billed }: EqualPairTotals): void {
    for (const total of billed) {
      const { lines, charges } = total
      this.totals.attempts += lines
      this.totals.ledgerCharges += charges
      this.totals.lines += lines
      this.totals.billCharges += charges
      this.totals.matched += lines
      this.billed.addTotal(total)
    }
  }

  /** Everything about one Seq: its attempt, the line that is paired with it, and the extra lines. */
  #matchSeq(seq: number): void {
    const ownDay = this.#ledger.flag(seq) === ABSENT ? NO_DAY : dayOfTime(this.#ledger.at(seq))
    const hasAttempt = this.#ledger.flag(seq) !== ABSENT && isNearWindow(this.#window, ownDay)
    const takenDay = hasAttempt ? ownDay : NO_DAY
    let paired = NOTHING
    let extras: Array<number> | undefined
    for (let line = this.#lines.first(seq); line >= 0; line = this.#lines.next(line)) {
      if (!isNearWindow(this.#window, this.#bill.lineDay(line))) continue
      if (paired === NOTHING) paired = line
      else if (compareLines(this.#bill, line, paired, takenDay) < 0) {
        ;(extras ??= []).push(paired)
        paired = line
      } else (extras ??= []).push(line)
    }
    const attempt = hasAttempt ? seq : NOTHING
    if (hasAttempt && paired !== NOTHING) this.#pair(seq, paired)
    else if (hasAttempt) this.#loneAttempt(seq)
    else if (paired !== NOTHING) this.#loneLine(paired)
    extras?.sort((a, b) => compareLines(this.#bill, a, b, takenDay))
    // Open flags are told once per Seq: by the pair or lone line if it can, else by the first extra that has one.
    let isFlagTold = extras !== undefined && this.#hasOpenFlag(attempt, paired) && this.#isTold(attempt, paired)
    for (const line of extras ?? []) {
      if (!this.#extra(attempt, line) || isFlagTold || this.#bill.lineFlag(line) !== UNKNOWN) continue
      isFlagTold = true
      this.items.add("unknown_flag", 0, attempt, line, "bill_flag_unknown")
    }
  }

  /** The line's own flag is open, or it is charged against an open flag of ours. */
  #hasOpenFlag(attempt: number, line: number): boolean {
    const billed = this.#bill.lineFlag(line)
    return billed === UNKNOWN || (billed === CHARGED && attempt !== NOTHING && this.#ledger.flag(attempt) === UNKNOWN)
  }

  /** Whether the pair or lone line stands in the report with all its items: selected, in the window and not cut. */
  #isTold(attempt: number, line: number): boolean {
    const { ledgerDay, billDay } = daysOfPair(this.#ledger, this.#bill, attempt, line)
    return (
      this.#isSelected(attempt, line) &&
      isInWindow(this.#window, billDay) &&
      (attempt === NOTHING || isInWindow(this.#window, ledgerDay))
    )
  }

  #pair(seq: number, line: number): void {
    if (!this.#isOfAccount(seq, line)) return
    const { ledgerDay, billDay } = daysOfPair(this.#ledger, this.#bill, seq, line)
    if (!this.#isSelected(seq, line)) {
      const isUnknown = this.#ruleOf(seq, line) === NO_NAME
      if (isUnknown && (ledgerDay === NO_DAY || isInWindow(this.#window, ledgerDay))) this.totals.unattributed++
      return
    }
    if (ledgerDay === NO_DAY) {
      this.totals.undatedAttempts++
      this.totals.undatedLines++
    }
    const isOursInside = isInWindow(this.#window, ledgerDay)
    const isBillInside = isInWindow(this.#window, billDay)
    if (isOursInside) this.#countAttempt(seq)
    if (isBillInside) this.#countLine(line, billDay)
    const isCharged = this.#ledger.flag(seq) === CHARGED
    const isBilled = this.#bill.lineFlag(line) === CHARGED
    if (isOursInside !== isBillInside) {
      const impact = isBillInside ? (isBilled ? 1 : 0) : isCharged ? -1 : 0
      this.items.add("day_shift", impact, seq, line, "cut_by_window")
      return
    }
    if (!isOursInside) return
    if (isCharged === isBilled) this.totals.matched++
    else this.#chargeMismatch(seq, line)
    if (ledgerDay !== billDay) this.items.add("day_shift", 0, seq, line, "both_days_in_window")
    this.#compareDetails(seq, line)
    this.#audit(seq, line, billDay)
  }

  #chargeMismatch(seq: number, line: number): void {
    const [ours, billed] = [this.#ledger.flag(seq), this.#bill.lineFlag(line)]
    if (ours === CHARGED) {
      const why = billed === UNKNOWN ? "charged_against_unknown" : "charged_against_uncharged"
      this.items.add("charge_mismatch", -1, seq, line, why)
    } else {
      const why = ours === UNKNOWN ? "unknown_against_charged" : "uncharged_against_charged"
      this.items.add("charge_mismatch", 1, seq, line, why)
    }
  }

  /** What a pair differs in beside its charge. */
  #compareDetails(seq: number, line: number): void {
    const [ourCode, billCode] = [this.#ledger.errcode(seq), this.#bill.lineErrcode(line)]
    if (ourCode !== NO_CODE && billCode !== NO_CODE && ourCode !== billCode) {
      this.items.add("code_mismatch", 0, seq, line, "codes_differ")
    }
    const [ourToken, billToken] = [this.#ledger.token(seq), this.#bill.lineToken(line)]
    if (this.#ledger.hasSeveralTokens(seq)) this.items.add("token_mismatch", 0, seq, line, "several_tokens_in_ledger")
    else if (ourToken !== NO_NAME && billToken !== NO_NAME && ourToken !== billToken) {
      this.items.add("token_mismatch", 0, seq, line, "tokens_differ")
    }
    if (this.#hasOpenFlag(seq, line)) {
      const isBillOpen = this.#bill.lineFlag(line) === UNKNOWN
      this.items.add("unknown_flag", 0, seq, line, isBillOpen ? "bill_flag_unknown" : "ledger_flag_unknown")
    }
  }

  #loneAttempt(seq: number): void {
    if (!this.#isOfAccount(seq, NOTHING)) return
    const day = dayOfTime(this.#ledger.at(seq))
    if (!isInWindow(this.#window, day) && day !== NO_DAY) return
    if (this.#rule !== null) {
      const rule = this.#ruleOf(seq, NOTHING)
      if (rule === NO_NAME) {
        this.totals.unattributed++
        return
      }
      if (rule !== this.#rule) return
    }
    if (day === NO_DAY) this.totals.undatedAttempts++
    if (!isInWindow(this.#window, day)) return
    this.#countAttempt(seq)
    if (this.#ledger.flag(seq) === CHARGED) {
      const why = this.#ledger.names.seqs.isIdentity(seq) ? "attempt_without_seq" : "no_line_with_this_seq"
      this.items.add("missing_in_bill", -1, seq, NOTHING, why)
    }
    if (this.#ledger.hasSeveralTokens(seq))
      this.items.add("token_mismatch", 0, seq, NOTHING, "several_tokens_in_ledger")
    this.#audit(seq, NOTHING, day)
  }

  #loneLine(line: number): void {
    if (!this.#isSelected(NOTHING, line)) return
    const day = this.#bill.lineDay(line)
    if (day === NO_DAY) this.totals.undatedLines++
    if (!isInWindow(this.#window, day)) return
    this.#countLine(line, day)
    if (this.#bill.lineFlag(line) === CHARGED) {
      const token = this.#bill.lineToken(line)
      const why = token === NO_NAME ? "line_without_token" : this.#knowledge(token)
      this.items.add("missing_in_ledger", 1, NOTHING, line, why)
    }
    if (this.#hasOpenFlag(NOTHING, line)) this.items.add("unknown_flag", 0, NOTHING, line, "bill_flag_unknown")
    this.#audit(NOTHING, line, day)
  }

  #knowledge(token: number): TokenKnowledge {
    this.#firstAttempts ??= this.#ledger.firstAttempts()
    return this.#ledger.tokens.knowledge(token, this.#firstAttempts[token] ?? Infinity)
  }

  /** Says whether the extra line is part of the report. */
  #extra(attempt: number, line: number): boolean {
    if (!this.#isSelected(attempt, line)) return false
    const { billDay } = daysOfPair(this.#ledger, this.#bill, attempt, line)
    if (billDay === NO_DAY) this.totals.undatedLines++
    if (!isInWindow(this.#window, billDay)) return false
    this.#countLine(line, billDay)
    const isCharged = this.#bill.lineFlag(line) === CHARGED
    this.items.add(
      "duplicate_in_bill",
      isCharged ? 1 : 0,
      attempt,
      line,
      isCharged ? "repeated_charge" : "repeated_line",
    )
    return true
  }

  #audit(attempt: number, line: number, day: number): void {
    const why = this.#auditor?.violation(attempt, line, day)
    if (why !== undefined) this.items.add("rule_violation", 0, attempt, line, why)
  }

  #isOfAccount(attempt: number, line: number): boolean {
    if (this.#account === null) return true
    const billed = line === NOTHING ? NO_NAME : this.#bill.lineAccount(line)
    const account = billed !== NO_NAME || attempt === NOTHING ? billed : this.#ledger.account(attempt)
    return this.#bill.names.accountOf(account) === this.#account
  }

  #isSelected(attempt: number, line: number): boolean {
    if (!this.#isOfAccount(attempt, line)) return false
    return this.#rule === null || isRule(this.#ruleOf(attempt, line), this.#rule)
  }

  /** What is selected by: the line's RuleId, else the attempt's own, else that of the attempt's BizToken in the bill. */
  #ruleOf(attempt: number, line: number): number {
    const billed = line === NOTHING ? NO_NAME : this.#bill.lineRule(line)
    if (billed !== NO_NAME || attempt === NOTHING) return billed
    const own = this.#ledger.rule(attempt)
    const token = this.#ledger.token(attempt)
    return own !== NO_NAME || token === NO_NAME ? own : (this.#ruleByToken[token] ?? NO_NAME)
  }

  #countAttempt(seq: number): void {
    this.totals.attempts++
    if (this.#ledger.flag(seq) === CHARGED) this.totals.ledgerCharges++
  }

  #countLine(line: number, day: number): void {
    const isCharged = this.#bill.lineFlag(line) === CHARGED
    this.totals.lines++
    if (isCharged) this.totals.billCharges++
    const bill = this.#bill
    this.billed.addLine(bill.lineAccount(line), day, bill.lineType(line), bill.lineRule(line), isCharged)
  }
}

/** The RuleId that the bill has for each BizToken; of several the first by bytes. */
const ruleByToken = (bill: Bill): Int32Array => {
  const rules = new Int32Array(bill.names.tokens.size).fill(NO_NAME)
  for (let group = 0; group < bill.groups; group++) {
    const [token, rule] = [bill.groupToken(group), bill.groupRule(group)]
    if (token === NO_NAME || rule === NO_NAME) continue
    const known = rules[token] as number
    const isFirst = known === NO_NAME || bill.names.rules.compare(rule, known) < 0
    if (isFirst) rules[token] = rule
  }
  return rules
}

const windowOf = (ledger: Tally, bill: Bill, { from, to }: ReconcileOptions): DayRange => {
  if (from === undefined && to === undefined) return { bounds: null }
  const first = from === undefined ? outermostDay(ledger, bill, Math.min) : dayNumberOf(from)
  const last = to === undefined ? outermostDay(ledger, bill, Math.max) : dayNumberOf(to)
  return { bounds: { first: first ?? last ?? 0, last: last ?? first ?? 0 } }
}

/** The first or last day seen on either side. */
const outermostDay = (ledger: Tally, bill: Bill, pick: (a: number, b: number) => number): number | undefined => {
  let outermost: number | undefined
  const see = (day: number) => {
    if (day !== NO_DAY) outermost = outermost === undefined ? day : pick(outermost, day)
  }
  ledger.forEachSeq((seq) => see(dayOfTime(ledger.at(seq))))
  for (let page = 0; page < bill.pages; page++) see(bill.pageDay(page))
  for (let line = 0; line < bill.lines; line++) see(bill.lineDay(line))
  return outermost
}
