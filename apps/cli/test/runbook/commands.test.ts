// Every command that a sentence of the runbooks names is run from the state in which it is needed: one account is refused,
// a process died and left its leases, an alert failed for good. When the account is well again, each runs twice.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { Ledger, Work } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"

import { json, Receiver } from "../../../../packages/host/test/receiver.ts"
import { databases } from "../../../../packages/ledger/test/databases.ts"
import { withBooks } from "../../../../packages/ledger/test/run.ts"
import { Machine } from "../books.ts"
import { notPlayed, runbooks } from "./Runbook.ts"

const HOUR = 3_600_000
const DAY = "2026-10-02"
const ACCOUNT = "branch"
/** Both are days of the history; the clock stands after the bill of the second. */
const start = Date.parse("2026-10-01T00:00:00+08:00")
const NOW = start + 55 * HOUR
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`

/** How it ends: while the account is refused, when it is well, and once more. And what it says where it does not end well. */
interface Played {
  readonly codes: readonly [refused: number, well: number, again: number]
  readonly says?: RegExp
}
const well: Played = { codes: [0, 0, 0] }
const asksProvider: Played = { codes: [2, 0, 0], says: /AuthFailure|credential/i }

const plays: Readonly<Record<string, Played>> = {
  "faceid-tally doctor": asksProvider,
  "faceid-tally status": well,
  "faceid-tally work list --state failed": well,
  "faceid-tally config print": well,
  "faceid-tally verify": well,
  "faceid-tally register --file tokens.csv": well,
  "faceid-tally bill pull --from <day> --to <day>": asksProvider,
  "faceid-tally key list": well,
  "faceid-tally key create --role <role>": well,
  // What is revoked is not there to be revoked again.
  "faceid-tally key revoke <id>": { codes: [0, 0, 2], says: /key/ },
  "faceid-tally upgrade": well,
  "faceid-tally work list --kind incident --state open": well,
  "faceid-tally alerts test": well,
  // Nothing is fetched yet, so the bill has charges that the ledger does not have.
  "faceid-tally reconcile --from <day> --to <day> --output csv": { codes: [1, 0, 0], says: /missing_in_ledger/ },
  "faceid-tally collect": asksProvider,
  "faceid-tally verify --receipt <seq>": well,
  "faceid-tally bill diff <day>": well,
  "faceid-tally register <bizToken> --rule <ruleId>": well,
  "faceid-tally bill diff <day> --account <account>": { codes: [2, 0, 0], says: /was not pulled/ },
  "faceid-tally work list": well,
  "faceid-tally show <bizToken>": well,
  "faceid-tally work show <id>": well,
  // What is open is not opened again.
  "faceid-tally work retry <id>": { codes: [0, 0, 2], says: /open/ },
  "faceid-tally key create --role read --title prometheus": well,
  // The month goes on: it is shown as far as it is known, and cannot be closed.
  "faceid-tally statement <month>": { codes: [2, 2, 2], says: /The month is not over/ },
  "faceid-tally statement <month> --close": { codes: [2, 2, 2], says: /cannot be closed yet/ },
  "faceid-tally decide <month> --state open": well,
}
/** Played by blocks.test.ts, since they run until they are ended. */
const served = /^faceid-tally serve/

it("both runbooks name the same, and each command is played, or it is said why not", () => {
  const [one, other] = runbooks
  expect(new Set(other?.commands)).toEqual(new Set(one?.commands))
  const rest = new Set(runbooks.flatMap(({ commands }) => commands))
  for (const command of [...Object.keys(plays), ...notPlayed.keys()]) rest.delete(command)
  expect([...rest].filter((command) => !served.test(command))).toEqual([])
})

describe.each(process.env["FACEID_TALLY_SOAK"] === "1" ? databases : databases.slice(0, 1))("on %s", (_name, open) => {
  it("each command says and does what the state asks for", { timeout: 120_000 }, async () => {
    await using robot = await Receiver.open(json({}))
    const address = await open().then(({ fresh }) => fresh())
    await using machine = await Machine.start(
      { seed: "runbook", now: NOW, history: { from: "2026-10-01", days: 2, verificationsPerDay: 12 } },
      address,
    )
    const { simulator } = machine
    const settings = join(machine.folder, "faceid-tally.json")
    const alerts = { targets: { oncall: { type: "webhook", url: robot.url, secret: SECRET } } }
    writeFileSync(settings, JSON.stringify({ ...JSON.parse(readFileSync(settings, "utf8")), alerts }))
    machine.writeTokens(start, NOW)
    await machine.json(0, "register", "--file", "tokens.csv")
    simulator.script({
      kind: "api_error",
      code: "AuthFailure.SecretIdNotFound",
      on: { account: ACCOUNT },
      times: "always",
    })
    await withBooks(address, leftBehind)
    const verification = simulator
      .truth()
      .verifications.findLast(({ account, attempts }) => account !== ACCOUNT && attempts.length > 0)
    const seq = verification?.attempts[0]?.seq
    if (verification === undefined || seq === undefined) throw new Error("the history is empty")
    const { bizToken, ruleId } = verification
    const failed = String((await machine.json(0, "work", "list", "--state", "failed")).work[0].id)

    const ended: Array<string> = []
    let key = ""
    const play = async (command: string, { codes, says = /^/ }: Played, round: 0 | 1 | 2) => {
      if (command.includes("key revoke") && round < 2) key = await keyOf(machine)
      const args = command
        .replaceAll("<day>", DAY)
        .replace("<month>", DAY.slice(0, 7))
        .replace("<account>", ACCOUNT)
        .replace("<bizToken>", bizToken)
        .replace("<ruleId>", ruleId)
        .replace("<role>", "read")
        .replace("<seq>", seq)
        .replace("<id>", command.includes("key") ? key : failed)
      const { code, out, err } = await machine.run(...args.split(" ").slice(1))
      if (code !== codes[round] || (code !== 0 && !says.test(out + err))) {
        ended.push(`${args} (${round}) ended with ${code}: ${out}${err}`)
      }
    }
    for (const [command, played] of Object.entries(plays)) await play(command, played, 0)
    simulator.clearFaults()
    simulator.setClock(NOW + HOUR)
    await withBooks(address, failedAgain)
    for (const [command, played] of Object.entries(plays)) {
      await play(command, played, 1)
      await play(command, played, 2)
    }
    expect(ended).toEqual([])
    expect(robot.heard).toHaveLength(3)
    // What the machine that is gone held was taken over.
    expect((await machine.json(0, "status")).tokens).toMatchObject({ registered: 0 })
    expect(machine.leaked()).toEqual([])
  })
})

/** What a process leaves that is gone with its machine: leases on a BizToken and on an alert; and an alert that failed. */
const leftBehind = Effect.gen(function* () {
  const [ledger, work] = [yield* Ledger, yield* Work]
  const lease = { worker: "a machine that is gone", now: NOW - 9 * 60_000, leaseUntil: NOW + 60_000 }
  yield* ledger.takeDue({ ...lease, limit: 1 })
  const alert = (day: number) => ({ kind: "alert" as const, subject: `alert-${day}@oncall`, body: "{}", dueAt: 0 })
  yield* work.plan([alert(1), alert(2)], lease.now)
  const items = yield* work.take({ ...lease, kinds: ["alert"], limit: 2 })
  const [item] = items
  if (item !== undefined) yield* work.settle(item.id, lease.worker, { _tag: "Failed", code: "gone" }, lease.now)
})

/** The alert that was opened again fails once more. */
const failedAgain = Effect.gen(function* () {
  const work = yield* Work
  const now = NOW + 2 * HOUR
  const lease = { worker: "another", now, leaseUntil: now + HOUR }
  for (const { id } of yield* work.take({ ...lease, kinds: ["alert"], limit: 2 })) {
    yield* work.settle(id, lease.worker, { _tag: "Failed", code: "gone" }, now)
  }
})

/** The id of a new key. */
const keyOf = async (machine: Machine): Promise<string> =>
  (await machine.run("key", "create", "--role", "read")).out.trim().split("_")[1] ?? ""
