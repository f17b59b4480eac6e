/**
 * The discrepancies of a reconciliation, held as columns and put into words when they are read, so that a bill that
 * is wrong in every line is reported in the memory that a right one takes.
 */
import { ABSENT, type Attempt, chargeOfFlag, NO_CODE, NO_TIME } from "../counting/Attempt.ts"
import type { Auditor } from "./Auditor.ts"
import type { Bill } from "../bill/Bill.ts"
import type { CountMismatch } from "../bill/chargeCounts.ts"
import { grown, nextCapacity } from "../columns/column.ts"
import { dayFromNumber, instantToIso, isoOrNull, NO_DAY } from "../calendar/day.ts"
import { compareBytes } from "../columns/Dictionary.ts"
import {
  type Discrepancy,
  type DiscrepancyKind,
  discrepancyKinds,
  type Side,
  type WhyCode,
  whyCodes,
} from "./Discrepancy.ts"
import { compareNumbers, compareTexts } from "../columns/nullsLast.ts"
import { compareNames, nameOf, NO_NAME } from "../columns/Dictionaries.ts"
import { daysOfPair, NOTHING } from "./pairing.ts"
import type { Tally } from "../counting/Tally.ts"

export type KindCounts = { readonly [kind in DiscrepancyKind]: { readonly count: number; readonly impact: number } }

/** A BizToken of the window that lapsed or expired: a ledger knows of it, files do not. */
export interface UncollectedToken {
  readonly bizToken: string
  readonly ruleId: string | null
  readonly account: string
  /** The day on which it was issued. */
  readonly day: number
  readonly why: "lapsed" | "expired"
}

/** Both sides of an item, and the BizToken of each. */
interface Told {
  readonly ledger: Side | null
  readonly bill: Side | null
  readonly tokens: readonly [ledger: string | null, bill: string | null]
}

export class Discrepancies implements Iterable<Discrepancy> {
  length = 0
  /** How many have an impact: where there is none the charges agree one by one, not only in their sum. */
  impacts = 0
  readonly #ledger: Tally
  readonly #bill: Bill
  readonly #auditor: Auditor | undefined
  #kind = new Uint8Array(64)
  #impact = new Int32Array(64)
  #why = new Uint8Array(64)
  /** The attempt's Seq, NOTHING where the ledger has no part in it. */
  #attempt = new Int32Array(64)
  /** The bill line, NOTHING where the bill has no part in it. */
  #line = new Int32Array(64)
  #counts: ReadonlyArray<CountMismatch> = []
  #uncollected: ReadonlyArray<UncollectedToken> = []
  #order: Uint32Array | undefined

  constructor(ledger: Tally, bill: Bill, auditor: Auditor | undefined) {
    this.#ledger = ledger
    this.#bill = bill
    this.#auditor = auditor
  }

  add(kind: DiscrepancyKind, impact: -1 | 0 | 1, attempt: number, line: number, why: WhyCode): void {
    const item = this.length++
    if (item === this.#kind.length) this.#grow(nextCapacity(item))
    this.#kind[item] = KIND_NUMBER.get(kind) as number
    this.#impact[item] = impact
    if (impact !== 0) this.impacts++
    this.#why[item] = WHY_NUMBER.get(why) as number
    this.#attempt[item] = attempt
    this.#line[item] = line
  }

  /** Adds the count mismatches, which are about groups of lines instead of one attempt. */
  addCounts(counts: ReadonlyArray<CountMismatch>): void {
    this.#counts = counts
    counts.forEach((_, index) => this.add("count_mismatch", 0, NOTHING, index, "count_differs"))
  }

  /** Adds the BizTokens that nobody can fetch any more, which are about no attempt and no line. */
  addUncollected(tokens: ReadonlyArray<UncollectedToken>): void {
    this.#uncollected = tokens
    tokens.forEach(({ bizToken, why }, index) => {
      this.#bill.names.tokens.internText(bizToken)
      this.add("uncollected", 0, NOTHING, index, why)
    })
  }

  byKind(): KindCounts {
    const totals = discrepancyKinds.map(() => ({ count: 0, impact: 0 }))
    for (let item = 0; item < this.length; item++) {
      const total = totals[this.#kind[item] as number]
      if (total === undefined) continue
      total.count++
      total.impact += this.#impact[item] as number
    }
    return Object.fromEntries(discrepancyKinds.map((kind, i) => [kind, totals[i]])) as KindCounts
  }

  /** The discrepancies in the order of day, kind, Seq and BizToken; what is missing comes last. */
  *[Symbol.iterator](): Generator<Discrepancy> {
    for (let i = 0; i < this.length; i++) yield this.at(i)
  }

  /** The discrepancy at a place of that order. */
  at(index: number): Discrepancy {
    this.#order ??= this.#sorted()
    return this.#inWords(this.#order[index] as number)
  }

  #sorted(): Uint32Array {
    const { seqs, tokens } = this.#bill.names
    const column = (valueOf: (item: number) => number) => Int32Array.from({ length: this.length }, (_, i) => valueOf(i))
    const days = column((item) => this.#dayOf(item))
    const kinds = column((item) => KIND_RANK[this.#kind[item] as number] as number)
    const seqOf = column((item) => this.#seqOf(item))
    const tokenOf = column((item) => this.#tokenOf(item))
    const at = (values: Int32Array, item: number) => values[item] as number
    return Uint32Array.from({ length: this.length }, (_, i) => i).sort(
      (a, b) =>
        compareNumbers(at(days, a), at(days, b), NO_DAY) ||
        at(kinds, a) - at(kinds, b) ||
        compareNames(seqs, at(seqOf, a), at(seqOf, b)) ||
        compareNames(tokens, at(tokenOf, a), at(tokenOf, b)) ||
        this.#compareWords(a, b),
    )
  }

  /** The id of the item's Seq: ours, else the bill's. */
  #seqOf(item: number): number {
    const [attempt, line] = [this.#attempt[item] as number, this.#line[item] as number]
    if (attempt !== NOTHING) return this.#bill.names.seqs.isIdentity(attempt) ? NO_NAME : attempt
    return this.#isCount(item) || this.#isUncollected(item) ? NO_NAME : this.#bill.lineSeq(line)
  }

  /** The id of the item's BizToken: the bill's, else ours. */
  #tokenOf(item: number): number {
    const [attempt, line] = [this.#attempt[item] as number, this.#line[item] as number]
    if (this.#isUncollected(item)) return this.#bill.names.tokens.find(this.#uncollected[line]?.bizToken ?? "")
    if (this.#isCount(item)) return this.#bill.groupToken((this.#counts[line] as CountMismatch).group)
    const billed = line === NOTHING ? NO_NAME : this.#bill.lineToken(line)
    return billed === NO_NAME && attempt !== NOTHING ? this.#ledger.token(attempt) : billed
  }

  #isCount(item: number): boolean {
    return this.#kind[item] === COUNT_MISMATCH
  }

  #isUncollected(item: number): boolean {
    return this.#kind[item] === UNCOLLECTED
  }

  #compareWords(a: number, b: number): number {
    const [x, y] = [this.#inWords(a), this.#inWords(b)]
    return compareTexts(x.ruleId, y.ruleId) || compareBytes(JSON.stringify(x), JSON.stringify(y))
  }

  #inWords(item: number): Discrepancy {
    const kind = discrepancyKinds[this.#kind[item] as number] as DiscrepancyKind
    const line = this.#line[item] as number
    if (kind === "uncollected") return uncollectedInWords(this.#uncollected[line] as UncollectedToken)
    if (kind === "count_mismatch") return this.#countInWords(this.#counts[line] as CountMismatch)
    const attempt = this.#attempt[item] as number
    const { names } = this.#bill
    const ours = attempt === NOTHING ? null : this.#ledger.attempt(attempt)
    const [ledger, bill] = [this.#ledgerSide(attempt, line), this.#billSide(attempt, line, ours)]
    const lineName = (key: "tokens" | "rules" | "accounts", id: (line: number) => number) =>
      line === NOTHING ? null : nameOf(names[key], id(line))
    const seq = line === NOTHING ? NO_NAME : this.#bill.lineSeq(line)
    const lineToken = lineName("tokens", (l) => this.#bill.lineToken(l))
    const code = whyCodes[this.#why[item] as number] as WhyCode
    return {
      kind,
      impact: this.#impact[item] as -1 | 0 | 1,
      seq: ours?.seq ?? nameOf(names.seqs, seq),
      bizToken: lineToken ?? ours?.bizToken ?? null,
      ruleId: lineName("rules", (l) => this.#bill.lineRule(l)) ?? ours?.ruleId ?? null,
      account:
        lineName("accounts", (l) => this.#bill.lineAccount(l)) ??
        ours?.account ??
        names.accounts.text(names.accountOf(NO_NAME)),
      day: bill?.day ?? ledger?.day ?? null,
      ledger,
      bill,
      why: { code, params: this.#params(code, item, { ledger, bill, tokens: [ours?.bizToken ?? null, lineToken] }) },
    }
  }

  #params(code: WhyCode, item: number, { ledger, bill, tokens }: Told) {
    switch (code) {
      case "both_days_in_window":
      case "cut_by_window":
        return { ledgerDay: ledger?.day ?? null, billDay: bill?.day ?? null }
      case "codes_differ":
        return { ledgerCode: ledger?.errcode ?? null, billCode: bill?.errcode ?? null }
      case "tokens_differ":
        return { ledgerToken: tokens[0], billToken: tokens[1] }
      case "charged_but_free_by_rules":
      case "free_but_charged_by_rules":
        return { errcode: (bill ?? ledger)?.errcode ?? ledger?.errcode ?? null, edition: this.#editionOf(item) }
      default:
        return {}
    }
  }

  #editionOf(item: number): string | null {
    return this.#auditor?.editionOf(this.#attempt[item] as number, this.#line[item] as number) ?? null
  }

  #countInWords({ group, chargeCount, charged }: CountMismatch): Discrepancy {
    const { names } = this.#bill
    const day = this.#bill.groupDay(group)
    const account = names.accountOf(this.#bill.pageAccount(this.#bill.groupPage(group)))
    return {
      kind: "count_mismatch",
      impact: 0,
      seq: null,
      bizToken: nameOf(names.tokens, this.#bill.groupToken(group)),
      ruleId: nameOf(names.rules, this.#bill.groupRule(group)),
      account: names.accounts.text(account),
      day: day === NO_DAY ? null : dayFromNumber(day),
      ledger: null,
      bill: null,
      why: { code: "count_differs", params: { chargeCount, charged } },
    }
  }

  #dayOf(item: number): number {
    const line = this.#line[item] as number
    if (this.#isCount(item)) {
      return this.#bill.groupDay((this.#counts[line] as CountMismatch).group)
    }
    if (this.#isUncollected(item)) return this.#uncollected[line]?.day ?? NO_DAY
    return daysOfPair(this.#ledger, this.#bill, this.#attempt[item] as number, line).billDay
  }

  #ledgerSide(attempt: number, line: number): Side | null {
    if (attempt === NOTHING || this.#ledger.flag(attempt) === ABSENT) return null
    const { charge, errcode, at } = this.#ledger.attempt(attempt)
    return {
      charge,
      errcode,
      at: isoOrNull(at),
      day: dayInWords(daysOfPair(this.#ledger, this.#bill, attempt, line).ledgerDay),
    }
  }

  #billSide(attempt: number, line: number, ours: Attempt | null): Side | null {
    if (line === NOTHING) return null
    const { names } = this.#bill
    const account = names.accountOf(this.#bill.lineAccount(line))
    const isOfAnother =
      this.#bill.lineAccount(line) === NO_NAME &&
      (ours?.account ?? names.accounts.text(account)) !== names.accounts.text(account)
    const isWithoutRule = this.#bill.lineRule(line) === NO_NAME && (ours?.ruleId ?? null) !== null
    const [errcode, at] = [this.#bill.lineErrcode(line), this.#bill.lineAt(line)]
    return {
      charge: chargeOfFlag(this.#bill.lineFlag(line)),
      errcode: errcode === NO_CODE ? null : errcode,
      at: at === NO_TIME ? null : instantToIso(at),
      day: dayInWords(daysOfPair(this.#ledger, this.#bill, attempt, line).billDay),
      chargeType: nameOf(names.chargeTypes, this.#bill.lineType(line)),
      ...(isWithoutRule && { ruleId: null }),
      ...(isOfAnother && { account: names.accounts.text(account) }),
    }
  }

  #grow(capacity: number): void {
    this.#kind = grown(this.#kind, new Uint8Array(capacity))
    this.#impact = grown(this.#impact, new Int32Array(capacity))
    this.#why = grown(this.#why, new Uint8Array(capacity))
    this.#attempt = grown(this.#attempt, new Int32Array(capacity))
    this.#line = grown(this.#line, new Int32Array(capacity))
  }
}

const uncollectedInWords = ({ bizToken, ruleId, account, day, why }: UncollectedToken): Discrepancy => ({
  kind: "uncollected",
  impact: 0,
  seq: null,
  bizToken,
  ruleId,
  account,
  day: dayInWords(day),
  ledger: null,
  bill: null,
  why: { code: why, params: {} },
})

const KIND_NUMBER = new Map(discrepancyKinds.map((kind, i) => [kind, i]))
const COUNT_MISMATCH = discrepancyKinds.indexOf("count_mismatch")
const UNCOLLECTED = discrepancyKinds.indexOf("uncollected")
/** The place of each kind among their names in the order of bytes. */
const KIND_RANK = discrepancyKinds.map((kind) => discrepancyKinds.toSorted(compareBytes).indexOf(kind))
const WHY_NUMBER = new Map(whyCodes.map((code, i) => [code, i]))

const dayInWords = (day: number) => (day === NO_DAY ? null : dayFromNumber(day))
