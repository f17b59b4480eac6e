// What one definition gives: types, lists of columns, and how values are read and written.
import { Ledger } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { expect, expectTypeOf, it } from "vitest"

import { openSqlite } from "../../test/databases.ts"
import { tamper, withBooks } from "../../test/run.ts"
import { NOON, record, stored } from "../../test/world.ts"
import {
  bool,
  evidenceOf,
  int,
  oneOf,
  orNull,
  type RecordIn,
  type RowOf,
  shape,
  table,
  text,
  UnreadableValue,
} from "./Table.ts"

const fruit = table(
  "fruit",
  {
    id: int(),
    fingerprint: text(),
    batch: int(),
    sort_name: text(),
    is_ripe: bool(),
    colour: oneOf(["red", "green"]),
    eaten_at: orNull(int()),
  },
  { key: ["id", "fingerprint"], stands: "evidence" },
)
const evidence = evidenceOf(fruit, "line")
const ripe = { id: 1, sortName: "a", isRipe: true, colour: "red", eatenAt: null } as const

it("a row that is written is the row that is read", () => {
  const whole = { ...ripe, fingerprint: "f", batch: 7 }
  expect(fruit.encode(whole)).toEqual([1, "f", 7, "a", 1, "red", null])
  expect(fruit.decode(fruit.encode(whole))).toEqual(whole)
  expectTypeOf<RecordIn<typeof fruit>["eatenAt"]>().toEqualTypeOf<number | null>()
  expectTypeOf<RecordIn<typeof fruit>["colour"]>().toEqualTypeOf<"red" | "green">()
})

it("columns that are picked stand in the order in which they are named", () => {
  const picked = fruit.pick("eaten_at", "sort_name")
  expectTypeOf<RowOf<typeof picked>>().toEqualTypeOf<readonly [number | null, string]>()
  expect([picked.text, picked.of("f"), picked.place]).toEqual([
    "eaten_at, sort_name",
    "f.eaten_at, f.sort_name",
    { eatenAt: 0, sortName: 1 },
  ])
  expect(fruit.without("batch", "fingerprint").text).toBe("id, sort_name, is_ripe, colour, eaten_at")
})

it("the text of evidence has all columns but the marks, and the key but the fingerprint", () => {
  expect(evidence).toMatchObject({ evidence: ["id", "sort_name", "is_ripe", "colour", "eaten_at"], keyLength: 1 })
  const values = evidence.values(ripe)
  expect([values, evidence.at.isRipe(values)]).toEqual([[1, "a", 1, "red", null], true])
})

it("what the two databases bring differently is one thing", () => {
  const sums = shape(int(), orNull(int()), bool())
  expect(
    sums.check([
      ["12", null, 0],
      [12, 3, 1],
    ]),
  ).toEqual([
    [12, null, false],
    [12, 3, true],
  ])
})

it("a value that nobody wrote there is not taken for another, and is not told", () => {
  for (const value of ["x", "", null, "12x"]) {
    expect(() => shape(int()).check([[value]])).toThrow(UnreadableValue)
  }
  expect(() => fruit.at.colour([1, "f", 7, "a", 1, "secret", null])).toThrow(/^a stored value cannot be read$/)
  expect(() => fruit.decode([1, "f", 7, "a", 2, "red", null])).toThrow(UnreadableValue)
})

it("a value of another type is corrupt for whoever reads it, and found by verify", async () => {
  const all = await openSqlite()
  const address = await all.fresh()
  const write = Effect.flatMap(Ledger, (ledger) => ledger.store(stored(record({ bizToken: "a" })), NOON))
  await withBooks(address, write)
  await tamper(address, "UPDATE verification SET issue_day = 'x', failures = 'y'")
  const [read, verified] = await withBooks(
    address,
    Effect.gen(function* () {
      const ledger = yield* Ledger
      return [yield* Effect.flip(ledger.verification("a")), yield* ledger.verify({})] as const
    }),
  )
  expect(read).toMatchObject({ _tag: "LedgerError", reason: "corrupt", code: null })
  expect(verified).toMatchObject({ ok: false })
  await all.close()
})
