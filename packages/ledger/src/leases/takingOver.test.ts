// What a process held that was really killed is taken over at once, on both databases; what a living one holds is not.
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import process from "node:process"

import { Ledger, Work } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { withBooks } from "../../test/run.ts"
import { DAY, HOUR, NOON } from "../../test/world.ts"
import { ownerName } from "./Owner.ts"

const holder = new URL("../../test/holder.ts", import.meta.url).pathname
const later = NOON + HOUR
const claim = { worker: ownerName(), now: later + 60_000, leaseUntil: later + 2 * HOUR, limit: 100 }
const byHand = { account: "by hand", day: DAY, ruleId: null }
const tokens = ["a", "b", "c"].map((bizToken) => ({ bizToken, ruleId: "1", account: null, issuedAt: NOON - 3 * HOUR }))

const takeAll = Effect.gen(function* () {
  const [ledger, work] = [yield* Ledger, yield* Work]
  return {
    tokens: (yield* ledger.takeDue(claim)).map(({ bizToken }) => bizToken),
    days: (yield* ledger.takeDuePulls(claim)).map(({ account }) => account),
    byHand: (yield* ledger.openPull(byHand, claim)) !== null,
    work: (yield* work.take({ ...claim, kinds: ["close_day"] })).map(({ subject }) => subject),
  }
})

describe.runIf(process.platform === "linux").each(databases)("leases on %s", (_name, open) => {
  let all: Databases
  let child: ChildProcess | undefined
  beforeAll(async () => {
    all = await open()
  })
  afterEach(() => child?.kill("SIGKILL"))
  afterAll(() => all.close())

  it("of a process that was killed end at once, and of one that lives they last", async () => {
    const address = await all.fresh()
    const waiting = Effect.flatMap(Ledger, (ledger) => ledger.waiting(claim.now))
    await withBooks(
      address,
      Effect.gen(function* () {
        const [ledger, work] = [yield* Ledger, yield* Work]
        yield* ledger.register(
          [...tokens, { bizToken: "later", ruleId: "1", account: null, issuedAt: later }],
          NOON - 3 * HOUR,
        )
        yield* ledger.planPulls([{ account: "planned", day: DAY, ruleId: null }], NOON)
        yield* work.plan([{ kind: "close_day", subject: "2026-10-01", body: "{}", dueAt: NOON }], NOON)
      }),
    )
    child = spawn(process.execPath, ["--conditions=source", holder, address], { stdio: ["ignore", "pipe", "inherit"] })
    const { pid, stdout } = child
    const [name] = stdout === null ? [] : await once(stdout, "data")

    expect(await withBooks(address, takeAll)).toEqual({ tokens: [], days: [], byHand: false, work: [] })
    const held = { worker: String(name), host: expect.any(String), pid, count: 3, until: NOON + 3 * HOUR }
    const rest = { later: { count: 1, from: expect.any(Number) } }
    expect(await withBooks(address, waiting)).toEqual({ due: [], held: [held], ...rest })

    child.kill("SIGKILL")
    await once(child, "exit")
    expect(await withBooks(address, waiting)).toEqual({ due: [{ account: "default", count: 3 }], held: [], ...rest })
    const all3 = { tokens: ["a", "b", "c"], days: ["planned"], byHand: true, work: ["2026-10-01"] }
    expect(await withBooks(address, takeAll)).toEqual(all3)
  })
})
