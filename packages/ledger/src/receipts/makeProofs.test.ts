// Rows with their proofs, on both databases: what Proofs gives leads to the head, and what was changed is not given.
import { Ledger, Proofs } from "@faceid-tally/books/engine"
import { Bill } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { tamper, withBooks } from "../../test/run.ts"
import { entry, line, NOON, page, record, stored } from "../../test/world.ts"
import { leafHash, rootOfPath } from "../evidence/merkle.ts"

const filled = Effect.gen(function* () {
  const ledger = yield* Ledger
  yield* ledger.store(stored(record({ entries: [entry({ seq: "s-1" }), entry({ seq: "s-2" })] })), NOON)
  yield* ledger.seal(NOON)
  const bill = new Bill().add(page(0, null, [line({ seq: "s-1" }), line({ seq: "s-1" }), line({ seq: null })]))
  const [version] = yield* ledger.importBill(bill, NOON + 1)
  const seal = yield* ledger.seal(NOON + 2)
  return { version: version?.id ?? 0, seal }
})

const rowsOf = (version: number, throughBatch: number) =>
  Effect.gen(function* () {
    const proofs = yield* Proofs
    const lines = yield* proofs.lines({ versions: [version], seqs: ["s-1"], bizTokens: ["biz-token", "t-1"] })
    const observed = yield* proofs.observations({ seqs: ["s-1"], bizTokens: [] }, throughBatch)
    return { lines: lines.filter(({ seq }) => seq === "s-1"), observed }
  })

describe.each(databases)("proofs of rows on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("lead from each row to its seal, which the chain has", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const { version, seal } = yield* filled
        const proofs = yield* Proofs
        const { lines, observed } = yield* rowsOf(version, seal.lastBatch)
        expect([lines.length, observed.map(({ stands }) => stands)]).toEqual([2, [true]])
        expect((yield* proofs.observations({ seqs: ["s-1"], bizTokens: [] }, 0)).length).toBe(0)
        const chain = yield* proofs.chain(seal.seal)
        expect(chain.at(-1)?.head).toBe(seal.head)
        for (const { row, batch, seal: of } of yield* proofs.prove([...lines, ...observed])) {
          expect(rootOfPath(leafHash(row), batch.index, batch.rows + 1, batch.path)).toBe(batch.root)
          const { firstBatch = 0, lastBatch = 0, root } = chain[of.number - 1] ?? {}
          const width = lastBatch - firstBatch + 1
          expect(rootOfPath(leafHash(batch.root), batch.number - firstBatch, width, of.path)).toBe(root)
        }
      }),
    )
  })

  it("are not given of a batch, or a chain, that was changed", async () => {
    const address = await all.fresh()
    const { version, seal } = await withBooks(address, filled)
    await tamper(address, "UPDATE bill_line SET errcode = 7 WHERE seq = 's-1' AND place = 0")
    await tamper(address, "UPDATE seal SET sealed_at = sealed_at + 1 WHERE seal = 1")
    await withBooks(
      address,
      Effect.gen(function* () {
        const proofs = yield* Proofs
        const { lines } = yield* rowsOf(version, seal.lastBatch)
        expect(yield* Effect.flip(proofs.prove(lines))).toMatchObject({ _tag: "EvidenceBroken", reason: "hash" })
        expect(yield* Effect.flip(proofs.chain(seal.seal))).toMatchObject({ _tag: "EvidenceBroken", reason: "hash" })
      }),
    )
  })
})
