// What is kept beside the ledger for services (API keys, requests, events, work), tried on both databases.
import {
  type Claim,
  Inbox,
  Keys,
  type NewWork,
  Readiness,
  Requests,
  Sessions,
  type Revision,
  Work,
  type WorkOf,
  type WorkItem,
  type WorkKind,
} from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { tamper, withBooks } from "../../test/run.ts"
import { NOON } from "../../test/world.ts"

const MINUTE = 60_000
/** What no database may stumble over: a tilde in front, a NUL, half a pair of surrogates. */
const ODD = "~odd\0\ud800"

describe.each(databases)("what is kept on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("finds an API key until it is revoked, and lists it ever after", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const keys = yield* Keys
        yield* keys.create({ id: "b", role: "read", title: ODD, digest: "1f" }, NOON)
        yield* keys.create({ id: "a", role: "admin", title: null, digest: "2f" }, NOON + 1)
        expect(
          yield* Effect.flip(keys.create({ id: "a", role: "read", title: null, digest: "3f" }, NOON)),
        ).toMatchObject({ _tag: "LedgerError" })
        const first = { id: "b", role: "read", title: ODD, createdAt: NOON, revokedAt: null }
        expect(yield* keys.find("b")).toEqual({ ...first, digest: "1f" })
        expect(yield* keys.find("c")).toBeNull()
        expect(yield* keys.revoke("b", NOON + 2)).toBe(true)
        expect(yield* keys.revoke("b", NOON + 3)).toBe(false)
        expect(yield* keys.revoke("c", NOON)).toBe(false)
        expect(yield* keys.list).toMatchObject([
          { id: "b", revokedAt: NOON + 2 },
          { id: "a", revokedAt: null },
        ])
      }),
    )
  })

  it("keeps a session until it is ended or over", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const sessions = yield* Sessions
        yield* sessions.begin({ digest: "1f", keyId: ODD, expiresAt: NOON + MINUTE })
        yield* sessions.begin({ digest: "2f", keyId: "b", expiresAt: NOON + 2 * MINUTE })
        expect(yield* sessions.keyOf("1f", NOON)).toBe(ODD)
        expect(yield* sessions.keyOf("1f", NOON + MINUTE)).toBeNull()
        expect(yield* sessions.keyOf(ODD, NOON)).toBeNull()
        yield* sessions.end("2f")
        expect(yield* sessions.keyOf("2f", NOON)).toBeNull()
        expect(yield* sessions.forget(NOON + MINUTE)).toBe(0)
        expect(yield* sessions.forget(NOON + MINUTE + 1)).toBe(1)
      }),
    )
  })

  it("answers a request again as it was answered first", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const requests = yield* Requests
        const name = { sender: "key", key: ODD }
        const request = { ...name, digest: "1f", leaseUntil: NOON + MINUTE }
        expect(yield* requests.begin(request, NOON)).toEqual({ _tag: "Begun" })
        expect(yield* requests.begin(request, NOON + 1)).toEqual({ _tag: "UnderWay" })
        expect(yield* requests.find(request)).toMatchObject({ begunAt: NOON, answer: null })
        expect(yield* requests.find({ ...request, key: "nobody's" })).toBeNull()
        expect(yield* requests.begin({ ...request, digest: "2f" }, NOON + 1)).toEqual({ _tag: "Mismatch" })
        expect(yield* requests.begin({ ...request, sender: "other" }, NOON + 1)).toEqual({ _tag: "Begun" })
        // Its process died: another does it, for no other content.
        const late = NOON + MINUTE
        expect(yield* requests.begin({ ...request, digest: "2f" }, late)).toEqual({ _tag: "Mismatch" })
        expect(yield* requests.begin({ ...request, leaseUntil: late + MINUTE }, late)).toEqual({ _tag: "Begun" })
        expect(yield* requests.begin(request, late + 1)).toEqual({ _tag: "UnderWay" })
        const answer = { status: 201, contentType: "application/json", body: '{"odd":"~\0"}' }
        yield* requests.finish(name, answer, late + 2)
        yield* requests.finish(name, { ...answer, status: 500 }, late + 3)
        yield* requests.abandon(name)
        expect(yield* requests.begin(request, late + MINUTE * 2)).toEqual({ _tag: "Answered", answer })
        expect(yield* requests.begin({ ...request, digest: "2f" }, late)).toEqual({ _tag: "Mismatch" })
      }),
    )
  })

  it("forgets old requests, and those that were abandoned at once", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const requests = yield* Requests
        const begin = (key: string, at: number) =>
          requests.begin({ sender: "", key, digest: "1f", leaseUntil: at + MINUTE }, at)
        for (let i = 0; i < 3; i++) yield* begin(`${i}`, NOON + i)
        expect(yield* requests.forget(NOON + 2)).toBe(2)
        expect(yield* requests.forget(NOON + 2)).toBe(0)
        expect(yield* begin("0", NOON + 3)).toEqual({ _tag: "Begun" })
        expect(yield* begin("2", NOON + 3)).toEqual({ _tag: "UnderWay" })
        yield* requests.abandon({ sender: "", key: "2" })
        expect(yield* begin("2", NOON + 3)).toEqual({ _tag: "Begun" })
      }),
    )
  })

  it("takes an event once it is done, again when its process died, and never under another body", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const inbox = yield* Inbox
        const event = { id: "msg_1", digest: "1f", type: "result.ready" }
        expect(yield* inbox.arrive(event, NOON)).toBe("open")
        // The process died between arrive and finish.
        expect(yield* inbox.arrive(event, NOON + 1)).toBe("open")
        yield* inbox.finish(event.id, NOON + 2)
        expect(yield* inbox.arrive(event, NOON + 3)).toBe("done")
        for (const digest of ["2f", "2f", "3f"]) {
          expect(yield* inbox.arrive({ ...event, digest }, NOON + Number.parseInt(digest, 16))).toBe("conflict")
        }
        expect(yield* inbox.arrive(event, NOON + 3)).toBe("done")
        expect(yield* inbox.conflicts(9)).toEqual([
          { id: "msg_1", type: "result.ready", digest: "1f", other: "3f", notedAt: NOON + 0x3f },
          { id: "msg_1", type: "result.ready", digest: "1f", other: "2f", notedAt: NOON + 0x2f },
        ])
        expect(yield* inbox.conflicts(1)).toHaveLength(1)
        // What is not done is not forgotten, nor are conflicts.
        yield* inbox.arrive({ ...event, id: "msg_2" }, NOON)
        expect(yield* inbox.forget(NOON + 2)).toBe(0)
        expect(yield* inbox.forget(NOON + 3)).toBe(1)
        expect(yield* inbox.arrive({ ...event, id: "msg_2" }, NOON)).toBe("open")
        expect(yield* inbox.conflicts(9)).toHaveLength(2)
      }),
    )
  })

  const work = (about: Partial<NewWork> = {}): NewWork => ({
    kind: "close_day",
    subject: "2026-10-05",
    body: "{}",
    dueAt: NOON,
    ...about,
  })
  const claim = (worker: string, now: number, kinds: ReadonlyArray<WorkKind> = ["close_day", "alert"]) => ({
    worker,
    now,
    leaseUntil: now + MINUTE,
    kinds,
    limit: 10,
  })
  const idsOf = (items: ReadonlyArray<WorkItem>) => items.map(({ id }) => id)

  it("plans work once, and takes the longest due first", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const port = yield* Work
        const planned = [
          work(),
          work({ subject: "2026-10-06", dueAt: NOON - 1 }),
          work({ kind: "alert", dueAt: NOON + 5 }),
        ]
        expect(yield* port.plan(planned, NOON)).toBe(3)
        expect(yield* port.plan([work({ body: "changed", dueAt: 0 }), work({ subject: ODD })], NOON)).toBe(1)
        expect(yield* port.lastSubject("close_day")).toBe(ODD)
        expect(yield* port.lastSubject("alert")).toBe("2026-10-05")
        expect(yield* port.take({ ...claim("one", NOON), kinds: [] })).toEqual([])
        const taken = yield* port.take(claim("one", NOON, ["close_day"]))
        expect(taken).toMatchObject([
          { id: 2, kind: "close_day", subject: "2026-10-06", leaseUntil: NOON + MINUTE },
          { id: 1, body: "{}", dueAt: NOON, state: "open", plannedAt: NOON, failures: 0, code: null, endedAt: null },
          { id: 4, subject: ODD },
        ])
        expect(idsOf(yield* port.take(claim("two", NOON + 5)))).toEqual([3])
      }),
    )
  })

  it("gives work to one worker at a time, and to another when the first has died", async () => {
    const address = await all.fresh()
    const SIZE = 60
    await withBooks(
      address,
      Effect.gen(function* () {
        const port = yield* Work
        yield* port.plan(
          Array.from({ length: SIZE }, (_one, i) => work({ subject: `${i}` })),
          NOON,
        )
        expect(yield* port.renew(1, { worker: "one", now: NOON, leaseUntil: NOON + 1 })).toBe(false)
      }),
    )
    const drain = (worker: string) =>
      withBooks(
        address,
        Effect.gen(function* () {
          const port = yield* Work
          const ids: Array<number> = []
          for (;;) {
            const items = yield* port.take({ ...claim(worker, NOON), limit: 3 })
            if (items.length === 0) return ids
            ids.push(...idsOf(items))
          }
        }),
      )
    const taken = (await Promise.all(["one", "two", "three"].map(drain))).flat()
    expect(taken.toSorted((a, b) => a - b)).toEqual(Array.from({ length: SIZE }, (_one, i) => i + 1))

    await withBooks(
      address,
      Effect.gen(function* () {
        const port = yield* Work
        const [first] = taken
        const later = NOON + MINUTE
        if (first === undefined) return
        const holder = "one"
        yield* port.replay(first, NOON)
        const [mine] = yield* port.take({ ...claim(holder, later), limit: 1 })
        const id = mine?.id ?? 0
        const held: Claim = { worker: holder, now: later, leaseUntil: later + 3 * MINUTE }
        expect(yield* port.renew(id, held)).toBe(true)
        expect(yield* port.take({ ...claim("two", later + 2 * MINUTE), limit: SIZE })).toHaveLength(SIZE - 1)
        // Now it is over, and the work is another's: the first can neither hold nor end it.
        const [theirs] = yield* port.take({ ...claim("two", later + 3 * MINUTE), limit: 1 })
        expect(theirs?.id).toBeDefined()
        yield* port.take({ ...claim("two", later + 9 * MINUTE), limit: SIZE })
        expect(yield* port.renew(id, held)).toBe(false)
        yield* port.settle(id, holder, { _tag: "Done" }, later)
        expect(yield* port.find(id)).toMatchObject({ state: "open" })
        yield* port.settle(id, "two", { _tag: "Done" }, later)
        expect(yield* port.find(id)).toMatchObject({ state: "done" })
      }),
    )
  })

  it("gives a turn to one of all who ask, again after its time, and whatever a wrong clock did", async () => {
    const address = await all.fresh()
    const asking = (now: number, every = 15_000) =>
      withBooks(
        address,
        Effect.flatMap(Work, (port) =>
          Effect.all(
            Array.from({ length: 5 }, () => port.turn("alerts robot", every, now)),
            { concurrency: "unbounded" },
          ),
        ),
      )
    const turns = async (now: number) =>
      (await Promise.all([asking(now), asking(now), asking(now)])).flat().filter(Boolean).length
    expect(await turns(NOON)).toBe(1)
    expect(await turns(NOON + 14_999)).toBe(0)
    expect(await turns(NOON + 15_000)).toBe(1)
    expect(await turns(NOON - 10 * MINUTE)).toBe(1)
    expect(await turns(NOON - 10 * MINUTE)).toBe(0)
  })

  it("leases the work of one name and leaves that of others, also where a name has odd signs", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const port = yield* Work
        const names = ["shop", "SHOP", "a_b", "aXb", "50%"]
        const subjects = [...names.map((name) => `2026-10-01@${name}`), "2026-10-02"]
        yield* port.plan(
          subjects.map((subject) => work({ subject })),
          NOON,
        )
        const taken = (of: WorkOf) =>
          Effect.map(port.take({ ...claim("one", NOON), of }), (items) => items.map(({ subject }) => subject))
        expect(yield* taken({ name: "shop" })).toEqual(["2026-10-01@shop"])
        expect(yield* taken({ name: "a_b" })).toEqual(["2026-10-01@a_b"])
        expect(yield* taken({ otherThan: ["SHOP", "aXb"] })).toEqual(["2026-10-01@50%", "2026-10-02"])
        expect(yield* port.lastSubject("close_day", { name: "SHOP" })).toBe("2026-10-01@SHOP")
        expect(yield* port.lastSubject("close_day", "nobody")).toBe("2026-10-02")
        expect(yield* port.lastSubject("close_day", { name: "none" })).toBeNull()
      }),
    )
  })

  it("revises what stands under a subject, and plans what follows, once whoever does it", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const port = yield* Work
        const count: Revision = (before) => {
          const times = Number(before?.body ?? 0) + 1
          return { body: String(times), isOpen: times < 4, plan: [work({ kind: "alert", subject: `told ${times}` })] }
        }
        const revise = port.revise("incident", "it", count, NOON)
        expect(yield* port.revise("incident", "it", () => null, NOON)).toBe(0)
        const planned = yield* Effect.all(
          Array.from({ length: 4 }, () => revise),
          { concurrency: "unbounded" },
        )
        expect(planned).toEqual([1, 1, 1, 1])
        const [incident] = yield* port.list({ kind: "incident", limit: 9 })
        expect(incident).toMatchObject({ body: "4", state: "done" })
        expect(yield* port.list({ kind: "alert", limit: 9 })).toHaveLength(4)
        // It is nothing that could be done again.
        expect(yield* port.replay(incident?.id ?? 0, NOON)).toBe(false)
      }),
    )
  })

  it("tries work again, does it again, keeps what failed, and replays it", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const port = yield* Work
        yield* port.plan([work(), work({ kind: "alert" }), work({ kind: "alert", subject: "other" })], NOON)
        yield* port.take(claim("one", NOON))
        yield* port.settle(1, "one", { _tag: "Retry", code: "busy", at: NOON + 5 }, NOON + 1)
        expect(yield* port.find(1)).toMatchObject({ failures: 1, code: "busy", dueAt: NOON + 5, leaseUntil: null })
        expect(yield* port.take(claim("two", NOON + 4))).toEqual([])
        expect(idsOf(yield* port.take(claim("two", NOON + 5)))).toEqual([1])
        yield* port.settle(1, "two", { _tag: "Again", at: NOON + 9, body: "~[1]" }, NOON + 6)
        expect(yield* port.find(1)).toMatchObject({
          state: "open",
          failures: 0,
          code: null,
          body: "~[1]",
          dueAt: NOON + 9,
        })
        yield* port.settle(2, "one", { _tag: "Failed", code: "gone" }, NOON + 7)
        yield* port.settle(3, "one", { _tag: "Done" }, NOON + 8)
        expect(yield* port.take(claim("two", NOON + 8))).toEqual([])
        expect(yield* port.find(2)).toMatchObject({ state: "failed", code: "gone", failures: 1, endedAt: NOON + 7 })
        expect(yield* port.find(9)).toBeNull()

        expect(idsOf(yield* port.list({ limit: 2 }))).toEqual([3, 2])
        expect(idsOf(yield* port.list({ before: 2, limit: 2 }))).toEqual([1])
        expect(idsOf(yield* port.list({ state: "failed", limit: 9 }))).toEqual([2])
        expect(idsOf(yield* port.list({ kind: "alert", limit: 9 }))).toEqual([3, 2])
        expect(idsOf(yield* port.list({ state: "done", kind: "alert", limit: 9 }))).toEqual([3])

        expect(yield* port.replay(1, NOON)).toBe(false)
        expect(yield* port.replay(9, NOON)).toBe(false)
        expect(yield* port.replay(2, NOON + 20)).toBe(true)
        expect(yield* port.find(2)).toMatchObject({
          state: "open",
          dueAt: NOON + 20,
          failures: 0,
          code: null,
          endedAt: null,
        })
        expect(idsOf(yield* port.take(claim("two", NOON + 20)))).toEqual([1, 2])
      }),
    )
  })

  it("is ready while the schema is the one that this program knows", async () => {
    const address = await all.fresh()
    const check = Effect.flatMap(Readiness, (readiness) => readiness.check)
    await withBooks(address, check)
    const refused = await withBooks(
      address,
      Effect.gen(function* () {
        yield* Effect.promise(() => tamper(address, "INSERT INTO ledger_schema (version) VALUES (99)"))
        return yield* Effect.flip(check)
      }),
    )
    expect(refused).toMatchObject({ _tag: "LedgerError", reason: "newer", code: "99" })
  })
})
