// Old months go from the ledger by one command, which says what it would do, what it did, and why it does not.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterAll, expect, it } from "vitest"

import { entry, record, stored } from "../../../packages/ledger/test/world.ts"
import { withLedger } from "../../../packages/ledger/test/run.ts"
import { runHere } from "./runHere.ts"
import { faultsBy } from "./schemas.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-remove-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const ledger = ["--ledger", `sqlite:${join(folder, "books.db")}`]

it("says what would go, removes it, and verify says that the rest is intact", async () => {
  const at = Date.parse("2024-07-10T11:00:00+08:00")
  await withLedger(`sqlite:${join(folder, "books.db")}`, (books) =>
    books.store(stored(record({ fetchedAt: at, entries: [entry({ seq: "j", at })] })), at),
  )
  const early = ["remove", "--until", "2024-07", "--head", "0".repeat(64), ...ledger]
  expect(await runHere(early)).toMatchObject({ code: 2, err: expect.stringContaining("No seal has this head") })
  await withLedger(`sqlite:${join(folder, "books.db")}`, (books) => books.seal(at))
  const { head } = JSON.parse((await runHere(["verify", "--json", ...ledger])).out)
  const remove = ["remove", "--until", "2024-07", "--head", head, ...ledger]
  const trial = JSON.parse((await runHere([...remove, "--dry-run", "--json"])).out)
  expect(trial).toMatchObject({ dryRun: true, months: ["2024-07"], rows: 0, head: null, ok: true })
  const tooEarly = await runHere(["remove", "--until", "2098-12", "--head", head, ...ledger], "zh-CN")
  expect(tooEarly).toMatchObject({ code: 2, err: expect.stringContaining("31 天") })
  expect(await runHere(["remove", "--until", "July", "--head", head, ...ledger])).toMatchObject({ code: 2 })

  const { code, out } = await runHere(remove)
  expect(code).toBe(0)
  expect(out).toContain("Removed: 2024-07 (1 row of evidence)")
  const again = JSON.parse((await runHere([...remove, "--json"])).out)
  for (const document of [trial, again]) expect(faultsBy("remove", document)).toEqual([])
  const verified = await runHere(["verify", "--head", head, ...ledger])
  expect(verified.code).toBe(0)
  expect(verified.out).toMatch(/The months until 2024-07 were removed on [\d-]+; all that is left is intact\./)
  const json = JSON.parse((await runHere(["verify", "--json", ...ledger])).out)
  expect(faultsBy("verify", json)).toEqual([])
  const late = stored(record({ entries: [entry({ seq: "late", at })] }))
  const refused = withLedger(`sqlite:${join(folder, "books.db")}`, (books) => books.store(late, Date.now()))
  await expect(refused).rejects.toMatchObject({ reason: "removed", code: "2024-07" })
})
