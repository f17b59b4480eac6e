// Nothing personal reaches the files of a database, its log of writes included.
import { readdirSync, readFileSync, statSync } from "node:fs"
import { dirname, join } from "node:path"

import { Ledger } from "@faceid-tally/books/engine"
import { Bill, decodeBillPage, decodeDetectInfo } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { expect, it } from "vitest"

import { openPostgres, openSqlite } from "../../test/databases.ts"
import { rowsOf, withBooks } from "../../test/run.ts"
import { NOON, stored } from "../../test/world.ts"

const personal = {
  IdCard: "11010119900307PLANTED",
  Name: "张种下",
  Idcard: "11010119900307PLANTED",
  Mobile: "1380000PLANTED",
  Extra: "PLANTED-EXTRA",
  Errmsg: "PLANTED message",
  BestFrame: "PLANTED-frame",
}
/** What must be found, or the search is worth nothing. */
const SEQ = "a-seq-that-is-stored"

const result = decodeDetectInfo({
  BizToken: "token",
  Response: { Text: { ...personal, ErrCode: 0, LivenessDetail: [{ ...personal, Seq: SEQ, IsNeedCharge: true }] } },
})
const billed = decodeBillPage({
  Date: "2026-10-05",
  Response: {
    HasNextPage: false,
    WeChatBillDetails: [{ BizToken: "token", ChargeDetails: [{ ...personal, Seq: SEQ, IsNeedCharge: true }] }],
  },
})

/** Stores a result as it is fetched and as it is imported, and a bill; then looks, while all is open, at the files. */
const write = (address: string, look: () => void) =>
  withBooks(
    address,
    Effect.gen(function* () {
      const ledger = yield* Ledger
      if (Result.isFailure(result) || result.success._tag !== "DetectInfo") throw new Error("no result")
      if (Result.isFailure(billed)) throw new Error("no bill")
      yield* ledger.register([{ bizToken: "token", ruleId: "1", account: null, issuedAt: NOON }], NOON)
      yield* ledger.settle("token", { _tag: "Fetched", record: result.success }, NOON)
      yield* ledger.store(stored({ ...result.success, bizToken: "other" }), NOON)
      yield* ledger.importBill(new Bill().add(billed.success), NOON)
      yield* ledger.seal(NOON)
      yield* Effect.sync(look)
    }),
  )

/** How often the files hold what must be there, and which hold what must not. */
const search = (folder: string) => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
  const holding = (...marks: ReadonlyArray<string>) =>
    files.filter((path) => {
      const bytes = readFileSync(path)
      return marks.some((mark) => bytes.includes(mark))
    })
  return { stored: holding(SEQ), personal: holding("PLANTED", personal.Name) }
}

it("SQLite's file and its -wal", async () => {
  const all = await openSqlite()
  const address = await all.fresh()
  const folder = dirname(address.slice("sqlite:".length))
  await write(address, () => {
    const found = search(folder)
    expect(found.stored.some((path) => path.endsWith("-wal"))).toBe(true)
    expect(found.personal).toEqual([])
  })
  expect(search(folder)).toMatchObject({ personal: [] })
  await all.close()
})

it("PostgreSQL's data directory and its pg_wal", async () => {
  const server = await openPostgres()
  const address = await server.fresh()
  await write(address, () => {})
  await rowsOf(address, "CHECKPOINT")
  const found = search(join(server.folder, "data"))
  expect(found.stored.some((path) => path.includes("pg_wal"))).toBe(true)
  expect(found.stored.some((path) => path.includes("base"))).toBe(true)
  expect(found.personal).toEqual([])
  await server.close()
})
