/**
 * The provider's own counts against its own lines: per account, day, BizToken and RuleId the stated ChargeCounts are
 * summed and compared with the charged details (M1 `count_mismatch`, R5, M19).
 */
import { CHARGED } from "../counting/Attempt.ts"
import { type Bill, NO_COUNT } from "./Bill.ts"

export interface CountMismatch {
  /** One of the groups of lines that the counts are about; gives account, day, BizToken and RuleId. */
  readonly group: number
  readonly chargeCount: number
  readonly charged: number
}

/** The sum of stated counts, and each place where it differs from the lines. `isAsked` selects the groups. */
export const compareChargeCounts = (
  bill: Bill,
  isAsked: (group: number) => boolean,
): { chargeCountTotal: number; mismatches: Array<CountMismatch> } => {
  const stated = new Int32Array(bill.groups)
  const charged = new Int32Array(bill.groups)
  for (let group = 0; group < bill.groups; group++) stated[group] = bill.groupCount(group)
  for (let line = 0; line < bill.lines; line++) {
    const group = bill.lineGroup(line)
    if (bill.lineFlag(line) === CHARGED) charged[group] = (charged[group] as number) + 1
  }

  const sums = new FirstGroups(bill, isSameCount, hashOfCount)
  let chargeCountTotal = 0
  for (const group of statements(bill, isAsked, stated, charged)) {
    chargeCountTotal += stated[group] as number
    const first = sums.firstLike(group)
    if (first === group) continue
    stated[first] = (stated[first] as number) + (stated[group] as number)
    charged[first] = (charged[first] as number) + (charged[group] as number)
  }
  const mismatches: Array<CountMismatch> = []
  for (const group of sums.all()) {
    const [chargeCount, lines] = [stated[group] as number, charged[group] as number]
    if (chargeCount !== lines) mismatches.push({ group, chargeCount, charged: lines })
  }
  return { chargeCountTotal, mismatches }
}

/**
 * The groups that state a count. The rows of a table repeat one count: the first of them speaks for all, with the
 * largest count and the charges of all. A missing count is skipped.
 */
function* statements(
  bill: Bill,
  isAsked: (group: number) => boolean,
  stated: Int32Array,
  charged: Int32Array,
): Generator<number> {
  const rows = new FirstGroups(bill, isSameRow, hashOfRow)
  for (let group = 0; group < bill.groups; group++) {
    const page = bill.groupPage(group)
    if (bill.isRepeated(page) || !isAsked(group)) continue
    if (bill.isTable(page)) {
      const first = rows.firstLike(group)
      if (first === group) continue
      stated[first] = Math.max(stated[first] as number, stated[group] as number)
      charged[first] = (charged[first] as number) + (charged[group] as number)
    } else if (stated[group] !== NO_COUNT) yield group
  }
  for (const group of rows.all()) if (stated[group] !== NO_COUNT) yield group
}

const isSameName = (bill: Bill, a: number, b: number) =>
  bill.groupToken(a) === bill.groupToken(b) && bill.groupRule(a) === bill.groupRule(b)

const isSameRow = (bill: Bill, a: number, b: number) =>
  isSameName(bill, a, b) && bill.groupPage(a) === bill.groupPage(b)

const accountOf = (bill: Bill, group: number) => bill.names.accountOf(bill.pageAccount(bill.groupPage(group)))

const isSameCount = (bill: Bill, a: number, b: number) =>
  isSameName(bill, a, b) && bill.groupDay(a) === bill.groupDay(b) && accountOf(bill, a) === accountOf(bill, b)

const hashOf = (a: number, b: number, c: number): number => {
  const mixed = Math.imul(Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b) ^ c, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}

const hashOfRow = (bill: Bill, group: number) =>
  hashOf(bill.groupToken(group), bill.groupRule(group), bill.groupPage(group))

const hashOfCount = (bill: Bill, group: number) =>
  hashOf(bill.groupToken(group), bill.groupRule(group), bill.groupDay(group))

/** A hash table of groups by what they are about; a Map of ten million keys would not fit beside the columns. */
class FirstGroups {
  #size = 0
  #slots = new Int32Array(256)
  readonly #bill: Bill
  readonly #isSame: (bill: Bill, a: number, b: number) => boolean
  readonly #hash: (bill: Bill, group: number) => number

  constructor(
    bill: Bill,
    isSame: (bill: Bill, a: number, b: number) => boolean,
    hash: (bill: Bill, group: number) => number,
  ) {
    this.#bill = bill
    this.#isSame = isSame
    this.#hash = hash
  }

  /** The first group that is about the same as this one: itself, if none came before. */
  firstLike(group: number): number {
    const mask = this.#slots.length - 1
    let slot = this.#hash(this.#bill, group) & mask
    for (;;) {
      const first = (this.#slots[slot] as number) - 1
      if (first < 0) break
      if (this.#isSame(this.#bill, first, group)) return first
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = group + 1
    if (++this.#size * 2 > this.#slots.length) this.#grow()
    return group
  }

  *all(): Generator<number> {
    for (const slot of this.#slots) if (slot !== 0) yield slot - 1
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2)
    for (const group of this.all()) {
      let slot = this.#hash(this.#bill, group) & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = group + 1
    }
    this.#slots = slots
  }
}
