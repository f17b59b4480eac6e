/** Options of no use where they stand are refused by name; environment and settings are not. A dry run promises what would come. */
import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { Machine } from "./books.ts"
import { temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const ok = "samples/provider/detect-info-1.json"
const bill = "samples/provider/bill-page.json"
const days = ["--from", "2026-10-01", "--to", "2026-10-31"]

describe("an option that has no say", () => {
  it.each([
    [["count", ok, "--config", "nosuch.json"], /nosuch\.json: no such file/],
    [["reconcile", ok, bill, "--config", "nosuch.json"], /nosuch\.json: no such file/],
    [["reconcile", ok, bill, "--ledger", "sqlite:a.db"], /--ledger is for the ledger/],
    [["reconcile", ...days, "--columns", "Seq=x"], /--columns is for files/],
    [["reconcile", ...days, "--encoding", "gb18030"], /--encoding is for files/],
    [["reconcile", ...days, "--sheet", "x"], /--sheet is for files/],
    [["reconcile", ...days, "--utc-offset", "+08:00"], /--utc-offset is for files/],
    [["reconcile", ...days, "--strict"], /--strict is for files/],
    [["show", "s-1", "--columns", "Seq=x"], /--columns is for files/],
    [["show", "s-1", ok, "--ledger", "sqlite:a.db"], /--ledger is for the ledger/],
    [["run", "show", "1", "--excel"], /--output csv/],
    [["serve", "--only", "worker", "--port", "0"], /--port is of use only with --only http/],
    [["serve", "--only", "http", "--webhook-host", "::1"], /--webhook-host is of use only with --only webhook/],
  ])("%j is refused", async (args, message) => {
    const ran = await runHere(args)
    expect(ran).toMatchObject({ code: 2, out: "" })
    expect(ran.err).toMatch(message)
  })

  it("is not refused where environment or settings say it", async () => {
    using folder = temporaryFolder()
    const settings = join(folder.path, "settings.json")
    writeFileSync(settings, JSON.stringify({ ledger: "sqlite:a.db", endpoint: "http://127.0.0.1:1" }))
    const env = { FACEID_TALLY_LEDGER: "sqlite:b.db", FACEID_TALLY_CONFIG: settings, PORT: "1" }
    expect((await runHere(["count", ok], "en", { env })).code).toBe(0)
    expect((await runHere(["reconcile", ok, bill], "en", { env })).code).toBe(1)
  })
})

describe("what would be done", () => {
  const period = ["--from", "2026-10-01", "--to", "2026-10-02"]
  let machine: Machine
  beforeAll(async () => {
    const history = { from: "2026-10-01", days: 3, verificationsPerDay: 5 }
    machine = await Machine.start({ seed: "dry", history, now: Date.parse("2026-10-06T00:00:00+08:00") })
  })
  afterAll(() => machine[Symbol.asyncDispose]())

  it.each([[], ["--dry-run"]])("of an unknown account is nothing %j", async (...dry) => {
    const ran = await machine.run("bill", "pull", ...period, "--account", "nobody", ...dry)
    expect(ran).toMatchObject({ code: 2, out: "" })
    expect(ran.err).toMatch(/--account nobody: .*default/)
  })

  it("of a day that the provider gives no longer is told", async () => {
    const old = ["--from", "2025-10-05", "--to", "2025-10-06"]
    const { days: planned } = await machine.json(2, "bill", "pull", ...old, "--account", "default", "--dry-run")
    expect(planned.map(({ tooOld }: { tooOld: boolean }) => tooOld)).toEqual([true, false])
    const ran = await machine.run("bill", "pull", ...old, "--account", "default")
    expect(ran.code).toBe(2)
  })

  it("a version that a day does not have is refused, and says which there are", async () => {
    await machine.run("bill", "pull", ...period)
    const ran = await machine.run("bill", "diff", "2026-10-01", "--versions", "1,9")
    expect(ran).toMatchObject({ code: 2, out: "" })
    expect(ran.err).toMatch(/no version 9 .* There is 1\./)
  })

  it("collect and status take one account", async () => {
    machine.writeTokens(Date.parse("2026-10-03T00:00:00+08:00"), Date.parse("2026-10-06T00:00:00+08:00"))
    const ofAccount = (name: string) =>
      machine.simulator.truth().verifications.filter(({ account }) => account === name)
    await machine.run("register", "--file", "tokens.csv")
    const { due } = await machine.json(0, "collect", "--dry-run")
    const { due: ofBranch } = await machine.json(0, "collect", "--dry-run", "--account", "branch")
    expect(ofBranch).toBeLessThan(due)
    const states = (status: { tokens: Record<string, number> }) =>
      Object.values(status.tokens).reduce((sum, count) => sum + count, 0)
    const all = await machine.json(0, "status", "--month", "2026-10")
    const [own, other] = [
      await machine.json(0, "status", "--month", "2026-10", "--account", "branch"),
      await machine.json(0, "status", "--month", "2026-10", "--account", "default"),
    ]
    expect(states(own) + states(other)).toBe(states(all))
    expect(states(own)).toBeLessThanOrEqual(ofAccount("branch").length)
    expect(new Set(own.grid.map(({ account }: { account: string }) => account))).toEqual(new Set(["branch"]))
    await machine.run("collect", "--account", "branch")
    expect((await machine.json(0, "collect", "--dry-run", "--account", "branch")).due).toBe(0)
    expect((await machine.json(0, "collect", "--dry-run")).due).toBe(due - ofBranch)
    for (const command of ["collect", "status"]) {
      expect(await machine.run(command, "--account", "nobody")).toMatchObject({ code: 2, out: "" })
    }
  })

  it("reconcile takes one account: the accounts together are the whole, and such a run is not kept", async () => {
    const asked = ["reconcile", ...period, "--json", "--allow-incomplete"]
    const read = async (...more: Array<string>) => {
      const { out, err } = await machine.run(...asked, ...more)
      return { err, ...JSON.parse(out) }
    }
    const [whole, own, other] = [await read(), await read("--account", "branch"), await read("--account", "default")]
    for (const count of ["matched", "difference"]) expect(own[count] + other[count]).toBe(whole[count])
    expect(own.ledger.charges + other.ledger.charges).toBe(whole.ledger.charges)
    expect(own.bill.lines + other.bill.lines).toBe(whole.bill.lines)
    expect(whole.err).toMatch(/Kept as run/)
    expect(own.err).toMatch(/Not kept as a run/)
    expect(own.bill.lines).toBeLessThan(whole.bill.lines)
    const nobody = await machine.run("reconcile", ...period, "--account", "nobody")
    expect(nobody.code).toBe(2)
  })

  it("doctor tells what it could not check from what is in order", async () => {
    const away = ["--endpoint", "http://127.0.0.1:1"]
    const { checks } = await machine.json(2, "doctor", ...away)
    const byName = Object.fromEntries(checks.map((check: { name: string }) => [check.name, check]))
    expect(byName["provider"]).toMatchObject({ ok: false, checked: true })
    expect(byName["clock"]).toMatchObject({ ok: true, checked: false, reason: "unknown" })
    expect(byName["credentials"]).toMatchObject({ ok: true, checked: false, reason: "not_checked" })
    expect((await machine.run("doctor", ...away)).out).toMatch(/^ *– +Credentials .*not checked/m)
    const none = await machine.json(0, "doctor", "--ledger", "sqlite:none.db")
    expect(none.checks.at(-1)).toMatchObject({ name: "ledger", ok: true, checked: false, reason: "none_yet" })
    expect(existsSync(join(machine.folder, "none.db"))).toBe(false)
  })
})
