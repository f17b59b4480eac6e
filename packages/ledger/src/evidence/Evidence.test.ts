// Whoever touches the database behind the ledger's back is found out (E2).
import { hash } from "node:crypto"

import { Bill, evidenceText } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { fillLedger } from "../../test/listed.ts"
import { rowsOf, tamper, withLedger } from "../../test/run.ts"
import { archive, DAY, entry, line, NOON, page, record, stored } from "../../test/world.ts"
import { fingerprintOf, inclusionPath, leafHash, merkleRoot, rootOfPath, toHex } from "./merkle.ts"
import { checkReceipt } from "../receipts/checkReceipt.ts"
import type { Value } from "../tables/Table.ts"
import { observationEvidence } from "../tables/resultTables.ts"

describe.each(databases)("evidence on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  /** Three batches of results under two seals, a bill, and one batch that no seal covers: made once, and each has a copy. */
  const make = async () => {
    const address = await all.fresh()
    const heads = await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        const records = archive(60)
        yield* ledger.store(stored(...records.slice(0, 20)), NOON)
        yield* ledger.store(stored(...records.slice(20, 40)), NOON)
        const first = yield* ledger.seal(NOON + 1)
        yield* ledger.store(stored(...records.slice(40)), NOON + 2)
        const bill = new Bill()
        bill.add(page(0, null, [line({ seq: "a" }), line({ seq: "b" })]))
        yield* ledger.importBill(bill, NOON + 3)
        const second = yield* ledger.seal(NOON + 4)
        yield* ledger.store(stored(record({ entries: [entry({ seq: "late" })] })), NOON + 5)
        expect(yield* ledger.verify({ head: first.head })).toMatchObject({
          ok: true,
          seals: 2,
          batches: 5,
          unsealed: 1,
        })
        return { first: first.head, second: second.head }
      }),
    )
    return { address, heads }
  }
  let making: ReturnType<typeof make> | undefined
  const books = async () => {
    making ??= make()
    const { address: made, heads } = await making
    const address = await all.copyOf(made)
    return { address, heads, verify: (head?: string) => withLedger(address, (ledger) => ledger.verify({ head })) }
  }
  const some = "(SELECT min(seq) FROM observation WHERE batch = 2 AND seq LIKE 'seq%')"

  it("names an edited row, its batch and its seal", async () => {
    const { address, verify } = await books()
    await tamper(address, `UPDATE observation SET flag = 3 - flag WHERE batch = 2 AND seq = ${some}`)
    expect((await verify()).broken).toMatchObject({ what: "row", batch: 2, seal: 1, row: { table: "observation" } })
  })

  it("finds an edited row although its fingerprint was made to fit", async () => {
    const { address, verify } = await books()
    const columns = observationEvidence.evidence
    const [row] = await rowsOf(
      address,
      `SELECT ${columns.join(", ")} FROM observation WHERE batch = 1 AND seq = 'seq-3'`,
    )
    const forged = (row as ReadonlyArray<Value>).with(columns.indexOf("errcode"), 4242)
    const fingerprint = fingerprintOf(leafHash(evidenceText("observation", forged)))
    await tamper(
      address,
      `UPDATE observation SET errcode = 4242, fingerprint = '${fingerprint}' WHERE batch = 1 AND seq = 'seq-3'`,
    )
    expect((await verify()).broken).toMatchObject({ what: "batch", batch: 1, seal: 1 })
  })

  it("finds a deleted row", async () => {
    const { address, verify } = await books()
    await tamper(address, `DELETE FROM observation WHERE batch = 2 AND seq = ${some}`)
    expect((await verify()).broken).toMatchObject({ what: "row_missing", batch: 2, seal: 1 })
  })

  it("finds an added row, in a batch that is and in one that is not", async () => {
    const copy = (batch: number) =>
      `INSERT INTO observation SELECT day, 'forged', fingerprint, ${batch}, flag, errcode, at, fetched_at, biz_token,
       rule_id, account, err_code, nfc, nfc_record FROM observation WHERE batch = 2 AND seq = ${some}`
    const inside = await books()
    await tamper(inside.address, copy(2))
    expect((await inside.verify()).broken).toMatchObject({
      what: "row",
      batch: 2,
      row: { key: [expect.any(Number), "forged"] },
    })
    const outside = await books()
    await tamper(outside.address, copy(99))
    expect((await outside.verify()).broken).toMatchObject({ what: "row_added", batch: 99 })
  })

  it("finds rows that changed places", async () => {
    const { address, verify } = await books()
    await tamper(address, `UPDATE observation SET batch = 3 - batch WHERE batch IN (1, 2)`)
    expect((await verify()).broken).toMatchObject({ batch: 1, seal: 1 })
  })

  it("finds changed batches, seals, bills, views and sums", async () => {
    const changes: ReadonlyArray<readonly [statement: string, broken: object]> = [
      ["UPDATE batch SET written_at = written_at + 1 WHERE batch = 1", { what: "batch", batch: 1 }],
      ["UPDATE seal SET sealed_at = sealed_at + 1 WHERE seal = 2", { what: "seal", seal: 2 }],
      ["DELETE FROM seal WHERE seal = 1", { what: "seal_missing", seal: 1 }],
      ["UPDATE bill_line SET flag = 1 WHERE seq = 'a'", { what: "row", batch: 4, row: { table: "bill_line" } }],
      ["DELETE FROM bill_line WHERE seq = 'a'", { what: "row_missing", batch: 4 }],
      ["UPDATE bill_version SET charges = 9", { what: "row", row: { table: "bill_version" } }],
      ["UPDATE attempt SET flag = 1 WHERE seq = 'late'", { what: "view", row: { key: [DAY, "late"] } }],
      ["DELETE FROM attempt WHERE seq = 'late'", { what: "view" }],
      ["UPDATE day_sum SET charges = charges + 1", { what: "sums" }],
    ]
    const found = await Promise.all(
      changes.map(async ([statement]) => {
        const { address, verify } = await books()
        await tamper(address, statement)
        return (await verify()).broken
      }),
    )
    expect(found).toMatchObject(changes.map(([, broken]) => broken))
  })

  it("finds a cut tail, and a chain that was built anew, by a head that was printed", async () => {
    const cut = await books()
    await tamper(
      cut.address,
      ...["attempt", "day_sum", "verification", "token_sum", "bill_sum", "bill_count"].map(
        (table) => `DELETE FROM ${table} WHERE 1 = 1`,
      ),
      "DELETE FROM bill_version",
      "DELETE FROM bill_page",
      "DELETE FROM bill_line",
      "DELETE FROM observation WHERE batch > 0",
      "DELETE FROM strayed",
      "DELETE FROM batch",
      "DELETE FROM seal",
    )
    expect(await cut.verify()).toMatchObject({ ok: true, rows: 0 })
    expect((await cut.verify(cut.heads.second)).broken).toMatchObject({ what: "head" })

    // Another history, sound in itself.
    const rebuilt = await all.fresh()
    const verified = await withLedger(rebuilt, (ledger) =>
      Effect.gen(function* () {
        yield* ledger.store(stored(...archive(50)), NOON)
        yield* ledger.seal(NOON + 1)
        return [yield* ledger.verify({}), yield* ledger.verify({ head: cut.heads.first })]
      }),
    )
    expect(verified).toMatchObject([{ ok: true }, { ok: false, broken: { what: "head" } }])
  })

  it("finds rows that were put in beside the batches", async () => {
    const run = (batch: number) =>
      `INSERT INTO run (id, ran_at, from_day, to_day, difference, item_count, body, fingerprint, batch)
       VALUES (9, ${NOON}, ${DAY}, ${DAY}, 0, 0, '{}', 'x', ${batch})`
    const version = (batch: number, day = DAY) =>
      `INSERT INTO bill_version (id, account, day, rule_id, version, source, state, opened_at, closed_at, digest, pages,
         line_count, charges, fingerprint, batch, stated)
       VALUES (9, 'default', ${day}, '', 7, 'pull', 'closed', ${NOON}, ${NOON}, 'x', 1, 1, 1, 'x', ${batch}, 0)`
    const billPage = `INSERT INTO bill_page (day, version_id, page, fingerprint, batch, kind, has_next, content)
      VALUES (${DAY + 1}, 9, 0, 'x', 4, 'page', 0, 'x')`
    const billLine = `INSERT INTO bill_line (day, version_id, seq, page, place, fingerprint, batch, grp, flag)
      VALUES (${DAY + 1}, 9, 'z', 0, 0, 'x', 4, 0, 3)`
    const attacks: ReadonlyArray<ReadonlyArray<string>> = [
      // In a batch of another kind, and in one of its own kind.
      [run(1)],
      [run(4)],
      [version(1)],
      [version(4)],
      // A whole bill of a day that has none.
      [version(4, DAY + 1), billPage, billLine],
      // In no batch at all, as a pull that goes on has its rows.
      [
        `INSERT INTO bill_line (day, version_id, seq, page, place, fingerprint, grp, flag)
        SELECT day, version_id, 'z', page, 99, 'x', 0, 3 FROM bill_line WHERE seq = 'a'`,
      ],
      ["DELETE FROM verification"],
      [
        `INSERT INTO verification (biz_token, seen_at, passed, registered_at, failures, refused, issue_day, state, deadline)
        SELECT 'forged', seen_at, passed, registered_at, 0, 0, issue_day, state, deadline FROM verification LIMIT 1`,
      ],
      ["UPDATE verification SET state = 'collected' WHERE state = 'final'"],
    ]
    const found = await Promise.all(
      attacks.map(async (statements) => {
        const { address, verify } = await books()
        await tamper(address, ...statements)
        return (await verify()).broken?.what ?? statements
      }),
    )
    const outside = ["row_added", "row_added", "row_added", "row", "row", "row_added"]
    expect(found).toEqual([...outside, "view", "view", "view"])
  })

  it("finds items of a run that were changed, and shows no such run", async () => {
    const statements = [
      "UPDATE run_item SET body = replace(body, '\"impact\":1', '\"impact\":5')",
      "UPDATE run_item SET impact = 1 - impact WHERE place = 0",
      "DELETE FROM run_item WHERE place = 0",
      "UPDATE run SET difference = difference + 1",
      `UPDATE run SET body = replace(body, '"matched":', '"matched":1')`,
    ]
    const original = await all.fresh()
    const id = await withLedger(original, fillLedger)
    await withLedger(original, (ledger) => ledger.checkRun(id))
    for (const statement of statements) {
      const address = await all.copyOf(original)
      await tamper(address, statement)
      const [verified, shown] = await withLedger(address, (ledger) =>
        Effect.all([ledger.verify({}), Effect.flip(ledger.checkRun(id))]),
      )
      expect({ statement, ok: verified.ok, shown: shown._tag }).toEqual({
        statement,
        ok: false,
        shown: "EvidenceBroken",
      })
    }
  })

  it("says what this program did not make: a trigger on evidence is broken, all else a remark", async () => {
    const { address, verify } = await books()
    const trigger = (table: string) =>
      address.startsWith("sqlite")
        ? [`CREATE TRIGGER odd_${table} AFTER INSERT ON ${table} BEGIN SELECT 1; END`]
        : [
            `CREATE FUNCTION odd_${table}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
            `CREATE TRIGGER odd_${table} AFTER INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION odd_${table}()`,
          ]
    await tamper(address, ...trigger("work"), "CREATE INDEX more ON run (ran_at)", "DROP INDEX run_by_batch")
    expect(await verify()).toMatchObject({
      ok: true,
      remarks: [
        { what: "trigger", table: "work", name: "odd_work" },
        { what: "index_missing", table: "run", name: "run_by_batch" },
        { what: "index_added", table: "run", name: "more" },
      ],
    })
    await tamper(address, ...trigger("observation"))
    expect((await verify()).broken).toMatchObject({
      what: "trigger",
      row: { table: expect.stringMatching(/^observation/) },
    })
  })

  it("registers in batches, and what is known already writes none", async () => {
    const address = await all.fresh()
    await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        const one = { bizToken: "one", ruleId: "1", account: null, issuedAt: NOON }
        const first = yield* ledger.seal(NOON)
        expect(yield* ledger.register([one, { ...one, bizToken: "two" }], NOON)).toBe(2)
        const second = yield* ledger.seal(NOON)
        expect(second.head).not.toBe(first.head)
        expect(yield* ledger.register([one], NOON + 1)).toBe(0)
        expect((yield* ledger.seal(NOON)).head).toBe(second.head)
        yield* ledger.register([{ ...one, account: "other" }], NOON + 1)
        expect(yield* ledger.verify({})).toMatchObject({ ok: true, rows: 3, batches: 2, unsealed: 1 })
      }),
    )
    await tamper(address, "UPDATE registration SET rule_id = '2' WHERE biz_token = 'two'")
    const broken = await withLedger(address, (ledger) => ledger.verify({}))
    expect(broken.broken).toMatchObject({ what: "row", row: { table: "registration", key: ["two"] } })
  })

  it("writes what is registered at the same time together, and tells each what was new by it", async () => {
    const address = await all.fresh()
    await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        const one = (i: number) => ({ bizToken: `t-${i % 40}`, ruleId: "1", account: null, issuedAt: NOON })
        const told = yield* Effect.forEach(
          Array.from({ length: 80 }, (_, i) => i),
          (i) => ledger.register([one(i)], NOON),
          { concurrency: "unbounded" },
        )
        expect(told.reduce((sum, count) => sum + count, 0)).toBe(40)
        const { ok, rows, batches } = yield* ledger.verify({})
        expect({ ok, rows }).toEqual({ ok: true, rows: 40 })
        expect(batches).toBeLessThan(10)
      }),
    )
  })

  it("is the same while others write", async () => {
    const { address } = await books()
    await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        const writing = Effect.forEach(Array.from({ length: 20 }), (_, i) =>
          ledger.store(stored(record({ bizToken: `w-${i}`, entries: [entry({ seq: `w-${i}` })] })), NOON + 9 + i),
        )
        const verifying = Effect.forEach(Array.from({ length: 5 }), () => ledger.verify({}))
        const [verified] = yield* Effect.all([verifying, writing], { concurrency: 2 })
        expect(verified.map(({ ok }) => ok)).toEqual([true, true, true, true, true])
      }),
    )
  })

  it("gives receipts that prove one Seq without the books", async () => {
    const { address, heads } = await books()
    const [receipt, late, unknown] = await withLedger(address, (ledger) =>
      Effect.all([ledger.receipt("seq-3"), ledger.receipt("late"), ledger.receipt("nobody")]),
    )
    expect([late, unknown]).toEqual([null, null])
    if (receipt === undefined || receipt === null) throw new Error("no receipt")
    const read = JSON.parse(JSON.stringify(receipt)) as typeof receipt
    expect(checkReceipt(read)).toBe(true)
    expect(checkReceipt(read, heads.first)).toBe(true)
    expect(checkReceipt(read, heads.second)).toBe(false)
    expect(checkReceipt({ ...read, seq: "seq-4" })).toBe(false)
    expect(checkReceipt({ ...read, row: read.row.replace("seq-3", "seq-4"), seq: "seq-4" })).toBe(false)
    expect(checkReceipt({ ...read, batch: { ...read.batch, index: read.batch.index + 1 } })).toBe(false)
    expect(checkReceipt({ ...read, seal: { ...read.seal, sealedAt: 0 } })).toBe(false)
  })
})

describe("trees", () => {
  it("are those of RFC 6962", () => {
    // The tree hash of the RFC's own definition, by recursion.
    const sha = (bytes: Buffer) => hash("sha256", bytes, "buffer")
    const treeHash = (leaves: ReadonlyArray<Buffer>): Buffer => {
      if (leaves.length === 1) return leaves[0] ?? Buffer.alloc(0)
      const k = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
      return sha(Buffer.concat([Buffer.from([1]), treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k))]))
    }
    expect(merkleRoot([])).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    expect(toHex(leafHash(""))).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    for (let size = 1; size <= 33; size++) {
      const leaves = Array.from({ length: size }, (_one, i) => leafHash(`${i}`))
      const root = merkleRoot(leaves)
      expect(root).toBe(treeHash(leaves.map((leaf) => Buffer.from(leaf, "latin1"))).toString("hex"))
      for (let i = 0; i < size; i++) {
        const path = inclusionPath(leaves, i)
        expect(rootOfPath(leafHash(`${i}`), i, size, path)).toBe(root)
        expect(rootOfPath(leafHash(`${i}`), i, size, [...path, root])).toBeNull()
        expect(rootOfPath(leafHash("other"), i, size, path)).not.toBe(root)
      }
    }
  })
})
