// A receipt of each kind is proved by Node alone, and nothing that was changed in one is.
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"

import { decodeRun, Ledger, type Receipt, receiptKinds } from "@faceid-tally/books"
import { Bill, type DetectInfo, reconcile, Tally } from "@faceid-tally/core"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, expect, it } from "vitest"

const program = join(import.meta.dirname, "../verify-receipt.mjs")
const NOON = Date.parse("2026-10-05T12:00:00+08:00")

let folder: string
let receipts: ReadonlyArray<Receipt>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-receipts-"))
  receipts = await Effect.runPromise(made.pipe(Effect.provide(ledgerLayer(`sqlite:${join(folder, "ledger.db")}`))))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const record: DetectInfo = {
  _tag: "DetectInfo",
  bizToken: "~odd token",
  ruleId: "1",
  account: null,
  fetchedAt: NOON,
  errCode: 0,
  nfcBillingCounts: null,
  flat: false,
  entries: ["~s", "seq-1", "seq-2"].map((seq) => ({ seq, charge: true, errcode: 0, at: NOON })),
}

/** A ledger of three seals, and a receipt of each kind. */
const made = Effect.gen(function* () {
  const ledger = yield* Ledger
  yield* ledger.register([{ bizToken: "~odd token", ruleId: "1", account: null, issuedAt: NOON }], NOON)
  yield* ledger.seal(NOON)
  yield* ledger.store([{ record, rowsBefore: 0 }], NOON)
  // What was observed later stands.
  const later = { ...record, fetchedAt: NOON + 5, entries: [{ seq: "seq-1", charge: false, errcode: 0, at: NOON }] }
  yield* ledger.store([{ record: later, rowsBefore: 0 }], NOON + 5)
  yield* ledger.seal(NOON + 6)
  const line = { charge: true, errcode: 0, at: NOON, chargeType: null }
  const bill = new Bill().add({
    _tag: "BillPage",
    day: 20_731,
    account: null,
    askedRuleId: null,
    cursor: 0,
    nextCursor: 1,
    hasNextPage: false,
    flat: false,
    groups: [
      { bizToken: "t", ruleId: "1", chargeCount: null, lines: ["bill-1", null].map((seq) => ({ ...line, seq })) },
    ],
  })
  yield* ledger.importBill(bill, NOON + 7)
  const tally = new Tally()
  const named = new Bill(tally.names)
  const days = { fromDay: 20_731, toDay: 20_731 }
  yield* ledger.loadTally(tally, days)
  yield* ledger.loadBill(named, days)
  const items = [...reconcile(tally, named).items].map((item, place) => ({ place, item }))
  const difference = items.reduce((sum, { item }) => sum + item.impact, 0)
  const kept = yield* decodeRun('{"fromDay":20731,"toDay":20731,"document":"{}"}').pipe(Effect.orDie)
  yield* ledger.saveRun({ ...kept, difference }, items, NOON + 8)
  yield* ledger.seal(NOON + 9)
  const asked = [
    ["seq-1"],
    ["~s"],
    // Only the bill has it.
    ["bill-1"],
    ["1/0/1", "line"],
    ["1", "bill"],
    ["1/0", "page"],
    ["1", "run"],
    ["1/0", "item"],
    ["~odd token", "registration"],
  ] as const
  const found = yield* Effect.forEach(asked, ([key, kind]) => ledger.receipt(key, kind))
  return found.map((receipt, i) => {
    if (receipt === null) throw new Error(`no receipt of ${asked[i]?.join(" ")}`)
    return receipt
  })
})

const check = (receipt: unknown, head?: string) => {
  const file = join(folder, "receipt.json")
  writeFileSync(file, JSON.stringify(receipt))
  const env = { ...process.env, LC_ALL: "en_US.UTF-8" }
  const { status, stdout } = spawnSync(process.execPath, [program, file, ...(head === undefined ? [] : [head])], {
    env,
  })
  return { status, said: stdout.toString() }
}

it("is proved, of every kind, and of an attempt what stands", () => {
  expect(new Set(receipts.map(({ kind }) => kind))).toEqual(new Set(receiptKinds))
  for (const receipt of receipts) expect(check(receipt, receipt.seal.head)).toMatchObject({ status: 0 })
  expect(receipts[0]?.row).toContain(`"seq-1",1,0,${NOON},${NOON + 5}`)
  expect(receipts.map(({ seq }) => seq).slice(0, 4)).toEqual(["seq-1", "~s", "bill-1", null])
})

it("is not proved once anything in it is changed, or against another head", () => {
  for (const receipt of receipts) {
    const { batch, seal, row } = receipt
    const changed: ReadonlyArray<unknown> = [
      { ...receipt, key: `${receipt.key}x` },
      { ...receipt, row: row.replace(/(\d)(?=[,\]])/, (digit) => String((Number(digit) + 1) % 10)) },
      { ...receipt, batch: { ...batch, index: batch.index + 1 } },
      { ...receipt, batch: { ...batch, index: 0 } },
      { ...receipt, batch: { ...batch, root: "0".repeat(64) } },
      { ...receipt, seal: { ...seal, sealedAt: seal.sealedAt + 1 } },
      { ...receipt, seal: { ...seal, previous: "0".repeat(63) + "1" } },
    ]
    for (const each of changed) expect({ receipt: each, ...check(each, seal.head) }).toMatchObject({ status: 1 })
    expect(check(receipt, "0".repeat(64)).status).toBe(1)
  }
})

it("says what is no receipt, and imports nothing but Node", () => {
  for (const nothing of [null, 1, {}, { row: "[]" }]) expect(check(nothing).status).toBe(2)
  expect(check(receipts[0], "no head").status).toBe(2)
  const imports = [...readFileSync(program, "utf8").matchAll(/^import .* from "(.*)"$/gm)].map(([, from]) => from)
  expect(imports.length).toBeGreaterThan(0)
  expect(imports.filter((from) => !from?.startsWith("node:"))).toEqual([])
})
