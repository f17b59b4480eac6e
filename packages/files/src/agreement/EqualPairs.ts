/**
 * What agrees on both sides, found before anything is counted: of nearly every BizToken the results and the bill say the
 * same, and of those only the sums matter (core's `EqualPairTotals`). A BizToken is held apart as soon as anything about it is not
 * plain; all that either side says of it then goes the regular way, so the report is the same to the last item.
 */
import {
  type AgreeingCondition,
  type Audit,
  dayOfInstant,
  Dictionary,
  type EditionRules,
  type ReconcileOptions,
  violates,
} from "@faceid-tally/core/engine"

import { CHARGED_ROW, NO_KEY, readFloat, TEXT_KEY, UNKNOWN_ROW, wordAt, isSameKey } from "../rows/rowFormat.ts"
import { LineIndex } from "./LineIndex.ts"
import { codeOf, flagOf, internKey } from "../rows/RowLoader.ts"
import type { RowBlock } from "../scanner/Scanner.ts"
import {
  BITS_WORD,
  ENTRY_WORDS,
  GROUP_CHARGE_COUNT_BIT,
  GROUP_CHARGE_COUNT_WORD,
  GROUP_RULE_BIT,
  GROUP_RULE_WORD,
  GROUP_WORDS,
  HEADER_WORDS,
  ITEM_CODE_BIT,
  ITEM_CODE_WORD,
  ITEM_TIME_BIT,
  ITEM_TIME_WORD,
  LINE_WORDS,
  PAGE_FLAT_BIT,
  PAGE_RULE_BIT,
} from "../rows/layout.ts"

/** What is asked, as far as it says which pairs have nothing to tell. */
export type Question = Pick<ReconcileOptions, "ruleId" | "audit">

/** An entry of a result and the line of its Seq, where they lie. One is filled again and again: there are millions. */
interface Pair {
  /** Of the result. */
  words: Int32Array
  at: number
  entry: number
  /** Of the bill. */
  billed: Int32Array
  texts: Uint8Array
  group: number
  line: number
  day: number
}

/** How each condition is seen of a pair; `null` where it holds of every pair that is looked at, for the reason given. */
const looks = (audit: Audit | undefined) =>
  ({
    // A line was found for the entry, and what is not taken in the end is held apart.
    paired: null,
    // Lines of a Seq that another line has are unclear, and a line is taken once.
    single: null,
    sameCharge: ({ words, entry, billed, line }) =>
      (((billed[line] as number) & 3) === CHARGED_ROW) === (((words[entry] as number) & 3) === CHARGED_ROW),
    sameDay: ({ words, entry, day }) =>
      ((words[entry] as number) & ITEM_TIME_BIT) !== 0 &&
      dayOfInstant(readFloat(words, entry + ITEM_TIME_WORD)) === day,
    sameCode: ({ words, entry, billed, line }) =>
      ((words[entry] as number) & (billed[line] as number) & ITEM_CODE_BIT) === 0 ||
      words[entry + ITEM_CODE_WORD] === billed[line + ITEM_CODE_WORD],
    sameToken: ({ words, at, billed, group }) => isSameToken(words, at + BITS_WORD, billed, group + BITS_WORD),
    // Groups that contradict themselves are held apart from the start.
    statedCount: null,
    closedFlag: ({ billed, line }) => ((billed[line] as number) & 3) !== UNKNOWN_ROW,
    // Files know of no BizToken that nobody fetched.
    ofNoPair: null,
    byTheRules: audit === undefined ? null : byTheRules(audit),
  }) satisfies Readonly<Record<AgreeingCondition, ((pair: Pair) => boolean) | null>>

/** Where editions go by RuleId, groups without one of their own are held apart from the start. */
const byTheRules = ({ rules, edition, byRule }: Audit): ((pair: Pair) => boolean) => {
  const ofAll = edition === null ? undefined : { rules, edition }
  const ruleIds = new Dictionary()
  const ofRule: Array<EditionRules> = []
  for (const [ruleId, of] of Object.entries(byRule)) ofRule[ruleIds.internText(ruleId)] = { rules, edition: of }
  return ({ words, entry, billed, texts, group, line, day }) => {
    const start = wordAt(billed, group + GROUP_RULE_WORD)
    const end = start + wordAt(billed, group + GROUP_RULE_WORD + 1)
    const audited = ofRule.length === 0 ? ofAll : (ofRule[ruleIds.findBytes(texts, start, end)] ?? ofAll)
    if (audited === undefined) return true
    const theirs = wordAt(billed, line)
    const code = (theirs & ITEM_CODE_BIT) === 0 ? codeOf(words, entry) : codeOf(billed, line)
    return violates(audited, flagOf(theirs & 3), code, day) === undefined
  }
}

export class EqualPairs {
  /** The BizTokens that are held apart. */
  readonly #apart = new Dictionary()
  readonly #question: Question
  readonly #lines: LineIndex
  readonly #conditions: ReadonlyArray<(pair: Pair) => boolean>
  readonly #pair: Pair

  /** With all that was read of a bill. */
  constructor(bill: ReadonlyArray<RowBlock>, question: Question) {
    this.#question = question
    this.#lines = new LineIndex(bill)
    this.#conditions = Object.values(looks(question.audit)).filter((look) => look !== null)
    const nothing = new Int32Array(0)
    this.#pair = {
      words: nothing,
      at: 0,
      entry: 0,
      billed: nothing,
      texts: new Uint8Array(0),
      group: 0,
      line: 0,
      day: 0,
    }
    for (const line of this.#lines.unclear) this.#holdLineApart(line)
    for (const block of bill) this.#checkGroups(block)
  }

  /** Compares rows of results with the bill; in any order, and all of them before `close`. */
  compare(block: RowBlock): void {
    const { words } = block
    for (let at = 0; at < words.length;) {
      const end = at + HEADER_WORDS + wordAt(words, at) * ENTRY_WORDS
      let agrees = true
      for (let entry = at + HEADER_WORDS; entry < end; entry += ENTRY_WORDS) {
        const line = this.#lines.find(words, entry)
        if (line >= 0 && !this.#lines.isTaken(line) && this.#agrees(words, at, entry, line)) this.#lines.take(line)
        else {
          agrees = false
          if (line >= 0) this.#holdLineApart(line)
        }
      }
      if (!agrees) this.#holdApart(block, at + BITS_WORD)
      at = end
    }
  }

  /** Ends the comparison: all results were compared. */
  close(): void {
    for (let line = 0; line < this.#lines.size; line++) if (!this.#lines.isTaken(line)) this.#holdLineApart(line)
  }

  /** After `close`: whether all that is said of the BizToken of a result or group agrees, of which the second word is at `at`. */
  has(block: RowBlock, at: number): boolean {
    const kind = wordAt(block.words, at) & 3
    return kind !== NO_KEY && findKey(this.#apart, kind, block, at + 1) < 0
  }

  /** Holds groups apart that contradict themselves, have no lines, are rows of a table, or whose RuleId has to be guessed. */
  #checkGroups(block: RowBlock): void {
    const { words } = block
    const needsRule = this.#question.ruleId !== undefined
    const needsOwnRule = Object.keys(this.#question.audit?.byRule ?? {}).length > 0
    for (let at = 0; at < words.length;) {
      const bits = wordAt(words, at + BITS_WORD)
      const hasPageRule = (bits & PAGE_RULE_BIT) !== 0
      const isRow = (bits & PAGE_FLAT_BIT) !== 0
      let next = at + HEADER_WORDS
      for (let groups = wordAt(words, at); groups > 0; groups--) {
        const hasOwnRule = (wordAt(words, next + BITS_WORD) & GROUP_RULE_BIT) !== 0
        const hasRule = needsOwnRule ? hasOwnRule : !needsRule || hasPageRule || hasOwnRule
        const isClear = !isRow && wordAt(words, next) > 0 && statesItsCharges(words, next)
        if (!isClear || !hasRule) this.#holdApart(block, next + BITS_WORD)
        next += GROUP_WORDS + wordAt(words, next) * LINE_WORDS
      }
      at = next
    }
  }

  /** Whether nothing can be said of an attempt and a line. */
  #agrees(words: Int32Array, at: number, entry: number, line: number): boolean {
    const pair = this.#pair
    pair.words = words
    pair.at = at
    pair.entry = entry
    const bill = this.#lines.block(line)
    pair.billed = bill.words
    pair.texts = bill.texts
    pair.group = this.#lines.group(line)
    pair.line = this.#lines.at(line)
    pair.day = this.#lines.day(line)
    for (const holds of this.#conditions) if (!holds(pair)) return false
    return true
  }

  #holdLineApart(line: number): void {
    this.#holdApart(this.#lines.block(line), this.#lines.group(line) + BITS_WORD)
  }

  /** The BizToken stands behind the word with its kind; without one a result or a group never agrees. */
  #holdApart(block: RowBlock, at: number): void {
    internKey(this.#apart, wordAt(block.words, at) & 3, block, at + 1)
  }
}

/** Whether a group states as many charges as it has, or none. */
const statesItsCharges = (words: Int32Array, at: number): boolean => {
  if ((wordAt(words, at + BITS_WORD) & GROUP_CHARGE_COUNT_BIT) === 0) return true
  let charged = 0
  const end = at + GROUP_WORDS + wordAt(words, at) * LINE_WORDS
  for (let line = at + GROUP_WORDS; line < end; line += LINE_WORDS) {
    if ((wordAt(words, line) & 3) === CHARGED_ROW) charged++
  }
  return charged === words[at + GROUP_CHARGE_COUNT_WORD]
}

/** Whether two name the same BizToken, both as a packed UUID behind the word with its kind. */
const isSameToken = (a: Int32Array, at: number, b: Int32Array, to: number): boolean => {
  const kind = wordAt(a, at) & 3
  return kind !== NO_KEY && kind !== TEXT_KEY && kind === (wordAt(b, to) & 3) && isSameKey(a, at + 1, b, to + 1)
}

const findKey = (names: Dictionary, kind: number, { words, texts }: RowBlock, at: number): number => {
  const w0 = wordAt(words, at)
  const w1 = wordAt(words, at + 1)
  if (kind === TEXT_KEY) return names.findBytes(texts, w0, w0 + w1)
  return names.findPacked(kind, w0, w1, wordAt(words, at + 2), wordAt(words, at + 3))
}
