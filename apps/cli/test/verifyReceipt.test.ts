// A receipt of each kind is proved by Node alone, and nothing that was changed in one is.
import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { Worker } from "node:worker_threads"

import { AccountBills, decodeRun, Ledger, type Receipt, receiptKinds } from "@faceid-tally/books/engine"
import { Bill, type DetectInfo, reconcile, Tally } from "@faceid-tally/core/engine"
import { booksLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, expect, it } from "vitest"

const program = join(import.meta.dirname, "../verify-receipt.mjs")
const NOON = Date.parse("2026-10-05T12:00:00+08:00")

let folder: string
let receipts: ReadonlyArray<Receipt>
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-receipts-"))
  receipts = await Effect.runPromise(made.pipe(Effect.provide(booksLayer(`sqlite:${join(folder, "ledger.db")}`))))
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
  yield* (yield* AccountBills).store({ month: "2026-10", account: "~a/b", rows: [], dropped: 1 }, NOON + 8)
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
    ["2026-10/1/0/~a/b", "account_bill"],
  ] as const
  const found = yield* Effect.forEach(asked, ([key, kind]) => ledger.receipt(key, kind))
  return found.map((receipt, i) => {
    if (receipt === null) throw new Error(`no receipt of ${asked[i]?.join(" ")}`)
    return receipt
  })
})

interface Case {
  readonly receipt: unknown
  readonly head?: string
}

const argumentsFor = ({ receipt, head }: Case, i = 0): Array<string> => {
  const file = join(folder, `receipt-${i}.json`)
  writeFileSync(file, JSON.stringify(receipt))
  return [file, ...(head === undefined ? [] : [head])]
}

const checkByProcess = (asked: Case): number | null =>
  spawnSync(process.execPath, [program, ...argumentsFor(asked)]).status

/** Exit codes of the program, run once for each case in one thread, which comes up faster than so many processes. */
const check = async (...cases: ReadonlyArray<Case>): Promise<ReadonlyArray<unknown>> => {
  const runs = `
    const { parentPort, workerData: { program, lines } } = require("node:worker_threads")
    const runAll = async () => {
      const codes = []
      for (const [i, line] of lines.entries()) {
        process.argv = [process.execPath, program, ...line]
        process.exitCode = undefined
        await import(program + "?" + i)
        codes.push(process.exitCode)
      }
      process.exitCode = 0
      parentPort.postMessage(codes)
    }
    runAll()`
  const workerData = { program, lines: cases.map(argumentsFor) }
  const [codes] = await once(new Worker(runs, { eval: true, workerData, stdout: true, stderr: true }), "message")
  return codes
}

it("is proved, of every kind, and of an attempt what stands", () => {
  expect(new Set(receipts.map(({ kind }) => kind))).toEqual(new Set(receiptKinds))
  for (const receipt of receipts) expect(checkByProcess({ receipt, head: receipt.seal.head })).toBe(0)
  expect(receipts[0]?.row).toContain(`"seq-1",1,0,${NOON},${NOON + 5}`)
  expect(receipts.map(({ seq }) => seq).slice(0, 4)).toEqual(["seq-1", "~s", "bill-1", null])
})

it("is not proved once anything in it is changed, or against another head", async () => {
  const wrong = receipts.flatMap((receipt): ReadonlyArray<Case> => {
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
    return [...changed.map((each) => ({ receipt: each, head: seal.head })), { receipt, head: "0".repeat(64) }]
  })
  const codes = await check(...wrong)
  expect(codes).toHaveLength(8 * receipts.length)
  expect(wrong.filter((_, i) => codes[i] !== 1)).toEqual([])
})

it("says what is no receipt, and imports nothing but Node", async () => {
  const nothings = [null, 1, {}, { row: "[]" }].map((receipt) => ({ receipt }))
  expect(await check(...nothings, { receipt: receipts[0], head: "no head" })).toEqual([2, 2, 2, 2, 2])
  const imports = [...readFileSync(program, "utf8").matchAll(/^import .* from "(.*)"$/gm)].map(([, from]) => from)
  expect(imports.length).toBeGreaterThan(0)
  expect(imports.filter((from) => !from?.startsWith("node:"))).toEqual([])
})
