// Rows by which people decide: what is refused, what nobody loses, and what applying them twice does.
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import type { DecidedItem, Decision } from "./Decision.ts"
import { carryOver } from "./carryOver.ts"
import { readDecisionRow, type RowValues } from "./DecisionRow.ts"
import { decideRows, type KeyState } from "./decideRows.ts"
import { isPersonal } from "./isPersonal.ts"

const KEY = "00000000000000aa"
const FACTS = "00000000000000ff"
const good: RowValues = { key: KEY, facts: FACTS, base: 0, state: "disputed" }
const writer = { month: "2026-10", by: "wang", at: 1 }

describe("a row (F4.4)", () => {
  it.each([
    [{ key: undefined }, "key", "missing"],
    [{ key: "AA" }, "key", "malformed"],
    [{ facts: "" }, "facts", "missing"],
    [{ base: null }, "base", "missing"],
    [{ base: "0" }, "base", "malformed"],
    [{ base: -1 }, "base", "malformed"],
    [{ state: "closed" }, "state", "unknown"],
    [{ state: 1 }, "state", "malformed"],
    [{ state: "accepted" }, "reason", "missing"],
    [{ state: "accepted", reason: "because" }, "reason", "unknown"],
    [{ reason: "immaterial" }, "reason", "not_allowed"],
    [{ ref: "x".repeat(65) }, "ref", "too_long"],
    [{ ref: 7 }, "ref", "malformed"],
    [{ ref: "call 138-1234 5678" }, "ref", "personal"],
    [{ amount: "1" }, "amount", "not_allowed"],
    [{ units: 1 }, "units", "not_allowed"],
    [{ state: "credited" }, "amount", "missing"],
    [{ state: "credited", amount: "1", units: 1 }, "units", "not_allowed"],
    [{ state: "credited", amount: "0.00" }, "amount", "malformed"],
    [{ state: "credited", amount: "-1" }, "amount", "malformed"],
    [{ state: "credited", amount: "1.2E3" }, "amount", "malformed"],
    [{ state: "credited", units: 1.5 }, "units", "malformed"],
    [{ state: "credited", units: 0 }, "units", "malformed"],
    [{ note: "长".repeat(501) }, "note", "too_long"],
    [{ note: "11010519491231002X" }, "note", "personal"],
  ] satisfies ReadonlyArray<readonly [RowValues, string, string]>)("%j is refused at %s: %s", (values, field, code) => {
    const read = readDecisionRow({ ...good, ...values })
    expect(read && Result.isFailure(read) ? read.failure : read).toEqual({ field, code })
  })

  it.each([null, "", undefined])("without a state (%j) it is none", (state) => {
    expect(readDecisionRow({ ...good, state, key: "anything" })).toBeNull()
  })

  it("of 500 characters beyond the first plane it is not too long", () => {
    expect(readDecisionRow({ ...good, note: "𠮷".repeat(500) })).toMatchObject({ success: { state: "disputed" } })
  })
})

describe("personal data (F4.2)", () => {
  it.each([
    "13812345678",
    "+86 138 1234 5678",
    "8613812345678",
    "tel 138-1234-5678.",
    "１３８１２３４５６７８",
    "1 3 8 1 2 3 4 5 6 7 8",
    "11010519491231002X",
    "110105 19491231 002x",
    "id:110105-19491231-002X",
  ])("%s is found", (text) => expect(isPersonal(text)).toBe(true))

  it.each([
    "T-88",
    "ticket 2026101512345",
    "12345678901",
    "138123456789",
    "110105194912310021",
    "seq 5C19510D-FF8C-4886-A5B2-F25DE5991A9A",
    "¥1,234.56 on 2026-10-15",
  ])("%s is none", (text) => expect(isPersonal(text)).toBe(false))
})

const keys = ["0000000000000001", "0000000000000002", "0000000000000003"]
const keyedItem = (key: string): DecidedItem & { readonly facts: string } => ({
  account: "default",
  kind: "duplicate_in_bill",
  seq: key,
  bizToken: null,
  ruleId: "1",
  day: "2026-10-02",
  facts: FACTS,
})

/** Books of decisions: all of them, appended. */
class Books {
  readonly decisions: Array<Decision> = []
  readonly stateOf = (key: string): KeyState => ({
    item: key === "0000000000000003" ? null : keyedItem(key),
    latest: this.decisions.findLast((each) => each.key === key) ?? null,
  })
  write(rows: ReadonlyArray<RowValues>) {
    const { outcomes, decisions } = decideRows(rows, this.stateOf, writer)
    this.decisions.push(...decisions)
    return outcomes
  }
}

const said: fc.Arbitrary<RowValues> = fc.oneof(
  fc.record({ state: fc.constantFrom("open", "disputed"), note: fc.constantFrom(null, "a", "b") }),
  fc.record({ state: fc.constant("accepted"), reason: fc.constantFrom("immaterial", "our_records") }),
  fc.record({ state: fc.constant("credited"), amount: fc.constantFrom("1", "1.00", "2") }),
  fc.record({ state: fc.constantFrom("", "nonsense") }),
)
const sheet = fc.array(
  fc
    .record({ key: fc.constantFrom(...keys), facts: fc.constantFrom(FACTS, "00000000000000fe"), said })
    .map(({ said: values, ...of }): RowValues => ({ ...of, base: 0, ...values })),
  { maxLength: 6 },
)

describe("rows of several people", () => {
  it("each row is told; applied twice nothing more is written; no decision of another is overwritten unseen", () => {
    fc.assert(
      fc.property(sheet, sheet, (first, second) => {
        const books = new Books()
        const outcomes = [books.write(first), books.write(second)]
        const rows = [first, second].flat().filter(({ state }) => state !== "")
        expect(outcomes.flat()).toHaveLength(rows.length)
        const before = [...books.decisions]
        books.write(first)
        const again = books.write(second)
        expect(books.decisions).toEqual(before)
        expect(again.filter(({ outcome }) => outcome === "applied")).toEqual([])
        // What both have read as undecided is decided once: the second is told of the first.
        for (const key of keys) {
          const numbers = books.decisions.filter((each) => each.key === key).map(({ number }) => number)
          expect(numbers).toEqual(numbers.length === 0 ? [] : [1])
        }
      }),
      { numRuns: 1000 },
    )
  })

  it("rows of one batch that contradict each other are both refused, and equal ones are one", () => {
    const books = new Books()
    const [key = ""] = keys
    const row = { ...good, key }
    expect(books.write([row, { ...row, note: "other" }]).map(({ outcome }) => outcome)).toEqual([
      "conflict",
      "conflict",
    ])
    expect(books.write([row, row]).map(({ outcome }) => outcome)).toEqual(["applied", "same"])
    expect(books.write([{ ...row, state: "open", base: 1 }])).toMatchObject([{ outcome: "applied", number: 2 }])
    expect(books.write([row])).toMatchObject([{ outcome: "conflict", latest: { number: 2, by: "wang" } }])
    expect(books.write([{ ...row, base: 2, facts: KEY }])).toMatchObject([{ outcome: "changed" }])
  })
})

describe("a decision in a later run (F4.3)", () => {
  const [key = ""] = keys
  const decision: Decision = {
    ...writer,
    key,
    number: 1,
    facts: FACTS,
    state: "disputed",
    reason: null,
    ref: null,
    amount: null,
    units: null,
    note: null,
    item: keyedItem(key),
  }

  it("stands with the same facts, is open again with others, and is gone without its item", () => {
    const item = { key, facts: FACTS, seq: "s" }
    const stateIn = (...items: ReadonlyArray<typeof item>) => carryOver("2026-10", items, [decision])
    expect(stateIn(item).items).toMatchObject([{ state: "disputed", changedSince: null }])
    expect(stateIn({ ...item, facts: KEY }).items).toMatchObject([{ state: "open", changedSince: 1, decision }])
    expect(stateIn()).toEqual({ items: [], gone: [decision] })
    // It belongs to its month: in another the same key says nothing.
    expect(carryOver("2026-11", [item], [decision])).toMatchObject({ items: [{ state: "open" }], gone: [] })
  })

  it("shows beside another item of its Seq", () => {
    const other = { key: keys[1] ?? "", facts: FACTS, seq: key }
    expect(carryOver("2026-10", [other], [decision]).items[0]?.related).toEqual([decision])
  })
})
