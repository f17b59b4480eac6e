/**
 * What was charged: records in, counts out. A tally is a monoid: `new Tally()` is its zero, `add` takes one record,
 * `combine` joins two, and neither the order of the records nor the way they are cut matters (C4).
 * Attempts are columns indexed by the id of their Seq, so ten million of them fit in a few hundred megabytes.
 */
import {
  ABSENT,
  type Attempt,
  CHARGED,
  chargeOfFlag,
  compareFacts,
  type Facts,
  flagOfCharge,
  isSameFacts,
  NEVER_FETCHED,
  NO_CODE,
  NO_TIME,
  UNCHARGED,
  UNKNOWN,
} from "./Attempt.ts"
import { FIRST_CAPACITY, grown, nextCapacity } from "../columns/column.ts"
import type { ApiError, DetectInfo } from "../decoding/DetectInfo.ts"
import { Dictionary, IDENTITY, TEXT } from "../columns/Dictionary.ts"
import { identityInRecord, identityOfRow, recordText } from "./identity.ts"
import { internName, nameOf, Dictionaries, NO_NAME } from "../columns/Dictionaries.ts"
import { TokenHistory } from "./TokenHistory.ts"

export interface TallySummary {
  readonly records: number
  readonly results: number
  readonly apiErrors: number
  readonly rejected: number
  readonly entries: number
  readonly attempts: number
  readonly charges: number
  readonly uncharged: number
  readonly unknown: number
  readonly unidentified: number
  readonly duplicates: number
  readonly conflicts: number
  readonly nfcCharges: number
}

const FLAG = 3
/** Two different BizTokens occurred among the entries of the Seq. */
const SEVERAL_TOKENS = 4
/** The attempt is held in full in #variants; the columns have what it resolves to. */
const VARIED = 8

/** One distinct statement of facts about a Seq, and the names that came with it, each with its own time. */
interface Variant extends Facts {
  fetchedAt: number
  readonly names: [token: Label, rule: Label, account: Label]
}
interface Label {
  id: number
  fetchedAt: number
}

export class Tally {
  readonly names: Dictionaries
  readonly tokens = new TokenHistory()
  apiErrors = 0
  rejected = 0
  results = 0
  entries = 0
  attempts = 0
  conflicts = 0

  #state = new Uint8Array(FIRST_CAPACITY)
  #errcode = new Int32Array(FIRST_CAPACITY)
  #at = new Float64Array(FIRST_CAPACITY)
  #fetchedAt = new Float64Array(FIRST_CAPACITY)
  #token = new Int32Array(FIRST_CAPACITY)
  #rule = new Int32Array(FIRST_CAPACITY)
  /** The id + 1: most inputs name no account, and what is never written takes no memory. */
  #account = new Int32Array(FIRST_CAPACITY)
  readonly #variants = new Map<number, Array<Variant>>()
  /** Distinct records without BizToken that state NFC charges, and what they state. */
  readonly #nfcRecords = new Dictionary()
  #nfcWithoutToken = 0

  constructor(names: Dictionaries = new Dictionaries()) {
    this.names = names
  }

  /** Adds one decoded record. `rowsBefore`: how many equal rows stood before this one in its file, for rows without Seq. */
  add(record: DetectInfo | ApiError, rowsBefore = 0): this {
    if (record._tag === "ApiError") {
      this.apiErrors++
      return this
    }
    this.results++
    const { names } = this
    const token = internName(names.tokens, record.bizToken)
    const rule = internName(names.rules, record.ruleId)
    const account = internName(names.accounts, record.account)
    const fetchedAt = record.fetchedAt ?? NEVER_FETCHED
    this.addObservation(token, fetchedAt, record.errCode === 0)
    if (record.nfcBillingCounts !== null) {
      this.addNfc(token, fetchedAt, record.nfcBillingCounts, token === NO_NAME ? recordText(record) : "")
    }
    record.entries.forEach((entry, index) => {
      const seq =
        entry.seq === null
          ? names.seqs.internText(
              record.flat ? identityOfRow(record, rowsBefore) : identityInRecord(record, entry, index),
              IDENTITY,
            )
          : names.seqs.internText(entry.seq)
      this.addEntry(
        seq,
        flagOfCharge(entry.charge),
        entry.errcode ?? NO_CODE,
        entry.at ?? NO_TIME,
        fetchedAt,
        token,
        rule,
        account,
      )
    })
    return this
  }

  /** Notes that a BizToken was fetched: with or without attempts, it is known from now on. */
  addObservation(token: number, fetchedAt: number, passed: boolean): void {
    if (token !== NO_NAME) this.tokens.observe(token, fetchedAt, passed)
  }

  /** Notes an NFC count; `record` tells records without BizToken apart. */
  addNfc(token: number, fetchedAt: number, count: number, record: string): void {
    if (token !== NO_NAME) {
      this.tokens.observeNfc(token, fetchedAt, count)
      return
    }
    const known = this.#nfcRecords.size
    if (this.#nfcRecords.internText(record, TEXT) === known) this.#nfcWithoutToken += count
  }

  /** Adds one entry, all of it as ids and sentinels: the way in for readers that decode millions. */
  addEntry(
    seq: number,
    flag: number,
    errcode: number,
    at: number,
    fetchedAt: number,
    token: number,
    rule: number,
    account: number,
  ): void {
    this.entries++
    if (seq >= this.#state.length) this.#grow(seq)
    const state = this.#state[seq] as number
    if (state === ABSENT) {
      this.attempts++
      this.#state[seq] = flag
      this.#errcode[seq] = errcode
      this.#at[seq] = at
      this.#fetchedAt[seq] = fetchedAt
      this.#token[seq] = token
      this.#rule[seq] = rule
      if (account !== NO_NAME) this.#account[seq] = account + 1
      return
    }
    const known = this.#token[seq] as number
    if (token !== NO_NAME && known !== NO_NAME && token !== known) this.#state[seq] = state | SEVERAL_TOKENS
    const sameStatement =
      (state & VARIED) === 0 &&
      fetchedAt === this.#fetchedAt[seq] &&
      token === known &&
      rule === this.#rule[seq] &&
      account === this.account(seq) &&
      flag === (state & FLAG) &&
      errcode === this.#errcode[seq] &&
      at === this.#at[seq]
    if (!sameStatement) {
      this.#addVariant(seq, {
        fetchedAt,
        flag,
        errcode,
        at,
        names: [
          { id: token, fetchedAt },
          { id: rule, fetchedAt },
          { id: account, fetchedAt },
        ],
      })
    }
  }

  /** Joins another tally to this one, which then is as if it had read the records of both. */
  combine(other: Tally): this {
    const adoption = (mine: Dictionary, theirs: Dictionary) => (id: number) =>
      id === NO_NAME || mine === theirs ? id : mine.adopt(theirs, id)
    const seqs = adoption(this.names.seqs, other.names.seqs)
    const tokens = adoption(this.names.tokens, other.names.tokens)
    const rules = adoption(this.names.rules, other.names.rules)
    const accounts = adoption(this.names.accounts, other.names.accounts)
    const adopted = (variant: Variant): Variant => ({
      ...variant,
      names: [
        { ...variant.names[0], id: tokens(variant.names[0].id) },
        { ...variant.names[1], id: rules(variant.names[1].id) },
        { ...variant.names[2], id: accounts(variant.names[2].id) },
      ],
    })
    this.apiErrors += other.apiErrors
    this.rejected += other.rejected
    this.results += other.results
    const entries = this.entries + other.entries
    other.forEachSeq((theirs) => {
      const seq = seqs(theirs)
      for (const variant of other.#variantsOf(theirs)) {
        const { names, flag, errcode, at } = adopted(variant)
        if (seq >= this.#state.length) this.#grow(seq)
        if (this.#state[seq] === ABSENT) {
          this.addEntry(seq, flag, errcode, at, variant.fetchedAt, names[0].id, names[1].id, names[2].id)
          const ragged = names.some((name) => name.id !== NO_NAME && name.fetchedAt !== variant.fetchedAt)
          if (!ragged) continue
          this.#variants.set(seq, [{ ...variant, names }])
          this.#state[seq] = (this.#state[seq] as number) | VARIED
          continue
        }
        const known = this.#token[seq] as number
        const differs = names[0].id !== NO_NAME && known !== NO_NAME && names[0].id !== known
        if (differs) this.#state[seq] = (this.#state[seq] as number) | SEVERAL_TOKENS
        this.#addVariant(seq, { ...variant, names })
      }
      this.#state[seq] = (this.#state[seq] as number) | ((other.#state[theirs] as number) & SEVERAL_TOKENS)
    })
    this.entries = entries
    this.tokens.combine(other.tokens, tokens)
    for (let id = 0; id < other.#nfcRecords.size; id++) {
      const record = other.#nfcRecords.text(id)
      this.addNfc(NO_NAME, NEVER_FETCHED, nfcOfRecordText(record), record)
    }
    return this
  }

  /** The NFC charges of records without BizToken. */
  get nfcWithoutToken(): number {
    return this.#nfcWithoutToken
  }

  summary(): TallySummary {
    const counts = [0, 0, 0, 0]
    let unidentified = 0
    this.forEachSeq((seq) => {
      const flag = this.flag(seq)
      counts[flag] = (counts[flag] as number) + 1
      if (this.names.seqs.isIdentity(seq)) unidentified++
    })
    return {
      records: this.results + this.apiErrors + this.rejected,
      results: this.results,
      apiErrors: this.apiErrors,
      rejected: this.rejected,
      entries: this.entries,
      attempts: this.attempts,
      charges: counts[CHARGED] as number,
      uncharged: counts[UNCHARGED] as number,
      unknown: counts[UNKNOWN] as number,
      unidentified,
      duplicates: this.entries - this.attempts - this.conflicts,
      conflicts: this.conflicts,
      nfcCharges: this.tokens.nfcCharges + this.#nfcWithoutToken,
    }
  }

  /** Calls `visit` with the id of every attempt. */
  forEachSeq(visit: (seq: number) => void): void {
    const end = Math.min(this.names.seqs.size, this.#state.length)
    for (let seq = 0; seq < end; seq++) if (this.#state[seq] !== ABSENT) visit(seq)
  }

  /** The flag of an attempt, ABSENT where there is none: the columns' way of asking whether a Seq is ours. */
  flag(seq: number): number {
    return seq < this.#state.length ? (this.#state[seq] as number) & FLAG : ABSENT
  }
  errcode(seq: number): number {
    return this.#errcode[seq] as number
  }
  at(seq: number): number {
    return this.#at[seq] as number
  }
  token(seq: number): number {
    return this.#token[seq] as number
  }
  rule(seq: number): number {
    return this.#rule[seq] as number
  }
  account(seq: number): number {
    return (this.#account[seq] as number) - 1
  }
  /** The earliest ReqTime of each BizToken, by its id; Infinity where none is known. */
  firstAttempts(): Float64Array {
    const first = new Float64Array(this.names.tokens.size).fill(Infinity)
    this.forEachSeq((seq) => {
      const [token, at] = [this.token(seq), this.at(seq)]
      if (token !== NO_NAME && at !== NO_TIME) first[token] = Math.min(first[token] as number, at)
    })
    return first
  }

  hasSeveralTokens(seq: number): boolean {
    return ((this.#state[seq] as number) & SEVERAL_TOKENS) !== 0
  }

  /** One attempt in words instead of ids. */
  attempt(seq: number): Attempt {
    const [errcode, at] = [this.errcode(seq), this.at(seq)]
    return {
      seq: this.names.seqs.isIdentity(seq) ? null : this.names.seqs.text(seq),
      charge: chargeOfFlag(this.flag(seq)),
      errcode: errcode === NO_CODE ? null : errcode,
      at: at === NO_TIME ? null : at,
      bizToken: nameOf(this.names.tokens, this.token(seq)),
      ruleId: nameOf(this.names.rules, this.rule(seq)),
      account: nameOf(this.names.accounts, this.account(seq)),
    }
  }

  #variantsOf(seq: number): ReadonlyArray<Variant> {
    const varied = this.#variants.get(seq)
    if (varied !== undefined) return varied
    const fetchedAt = this.#fetchedAt[seq] as number
    return [
      {
        fetchedAt,
        flag: this.flag(seq),
        errcode: this.errcode(seq),
        at: this.at(seq),
        names: [
          { id: this.token(seq), fetchedAt },
          { id: this.rule(seq), fetchedAt },
          { id: this.account(seq), fetchedAt },
        ],
      },
    ]
  }

  /** Another statement about a known Seq: joins the one with the same facts, or is a conflict; then resolves the columns. */
  #addVariant(seq: number, next: Variant): void {
    const variants = [...this.#variantsOf(seq)]
    const same = variants.find((variant) => isSameFacts(variant, next))
    if (same === undefined) {
      this.conflicts++
      variants.push(next)
    } else {
      same.fetchedAt = Math.max(same.fetchedAt, next.fetchedAt)
      LABELS.forEach((key, i) => joinLabel(this.names[key], same.names[i] as Label, next.names[i] as Label))
    }
    const [first, ...others] = variants as [Variant, ...Array<Variant>]
    const speaker = others.reduce((best, variant) => (compareFacts(variant, best) > 0 ? variant : best), first)
    this.#errcode[seq] = speaker.errcode
    this.#at[seq] = speaker.at
    this.#fetchedAt[seq] = speaker.fetchedAt
    const [token, rule, account] = LABELS.map((_, i) => resolveLabel(variants, i))
    this.#token[seq] = token as number
    this.#rule[seq] = rule as number
    this.#account[seq] = (account as number) + 1
    const varied =
      variants.length > 1 || speaker.names.some((n) => n.id !== NO_NAME && n.fetchedAt !== speaker.fetchedAt)
    if (varied) this.#variants.set(seq, variants)
    const state = this.#state[seq] as number
    this.#state[seq] = speaker.flag | (state & SEVERAL_TOKENS) | (varied ? VARIED : 0)
    if (!varied && (state & VARIED) !== 0) this.#variants.delete(seq)
  }

  #grow(seq: number): void {
    const capacity = Math.max(nextCapacity(this.#state.length), seq + 1)
    this.#state = grown(this.#state, new Uint8Array(capacity))
    this.#errcode = grown(this.#errcode, new Int32Array(capacity))
    this.#at = grown(this.#at, new Float64Array(capacity))
    this.#fetchedAt = grown(this.#fetchedAt, new Float64Array(capacity))
    this.#token = grown(this.#token, new Int32Array(capacity))
    this.#rule = grown(this.#rule, new Int32Array(capacity))
    this.#account = grown(this.#account, new Int32Array(capacity))
  }
}

const LABELS = ["tokens", "rules", "accounts"] as const

/** Among statements of the same facts the later names a label, then the one first by bytes (C10). */
const joinLabel = (names: Dictionary, mine: Label, next: Label): void => {
  if (next.id === NO_NAME) return
  const wins =
    mine.id === NO_NAME ||
    next.fetchedAt > mine.fetchedAt ||
    (next.fetchedAt === mine.fetchedAt && next.id !== mine.id && names.compare(next.id, mine.id) < 0)
  if (!wins) return
  mine.id = next.id
  mine.fetchedAt = next.fetchedAt
}

/** The label of the first statement, in the order of facts, that has one. */
const resolveLabel = (variants: ReadonlyArray<Variant>, label: number): number => {
  let best: Facts | undefined
  let id = NO_NAME
  for (const variant of variants) {
    const named = variant.names[label] as Label
    if (named.id === NO_NAME) continue
    const facts = { fetchedAt: named.fetchedAt, flag: variant.flag, errcode: variant.errcode, at: variant.at }
    if (best !== undefined && compareFacts(facts, best) <= 0) continue
    best = facts
    id = named.id
  }
  return id
}

const nfcOfRecordText = (record: string): number => (JSON.parse(record) as [unknown, unknown, unknown, number])[3]
