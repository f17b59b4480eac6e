import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { Agent } from "node:http"
import { tmpdir } from "node:os"
import { dirname, join, resolve } from "node:path"

import { makeSimulator, personalMarks, settingsOf } from "@faceid-tally/simulator"
import { Client } from "tencentcloud-sdk-nodejs-faceid/tencentcloud/services/faceid/v20180301/faceid_client.js"
import { afterAll, describe, expect, it, vi } from "vitest"

import { type Books, BooksError, booksErrorCodes, openBooks, registering } from "../index.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-plain-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const NOON = "2026-10-01T12:00:00+08:00"
const NEXT_DAY = "2026-10-02T07:00:00+08:00"
const RULE = "1001"
const memory = { ledger: "sqlite::memory:" }
const openAt = (time: string, settings: Parameters<typeof openBooks>[0] = memory) =>
  openBooks(settings, { env: { FACEID_TALLY_NOW: time }, folder })

/** What the promise fails with. */
const failureOf = async (promise: Promise<unknown>): Promise<BooksError> => {
  const error: unknown = await promise.then(
    () => new Error("it did not fail"),
    (cause: unknown) => cause,
  )
  if (error instanceof BooksError) return error
  throw error
}

describe("the books without Effect", () => {
  it("are kept from DetectAuth to the verdict: answers that pass by are recorded, the rest is collected", async () => {
    await using simulator = {
      ...(await makeSimulator({ now: NOON, isFrozen: true })),
      [Symbol.asyncDispose]: () => simulator.close(),
    }
    const settings = {
      ledger: `sqlite:${join(folder, "whole.db")}`,
      endpoint: simulator.url,
      accounts: settingsOf(simulator.accounts).accounts,
      rules: { [RULE]: { edition: "plus" } },
    }
    const [credential] = simulator.accounts
    if (credential === undefined) throw new Error("the simulator has accounts")
    const httpProfile = { endpoint: simulator.endpoint, protocol: "http://", agent: new Agent() }
    const sdk = new Client({ credential, profile: { httpProfile } })

    const tokens: Array<string> = []
    {
      await using books = await openAt(NOON, settings)
      const client = registering(sdk, books)
      for (const IdCard of ["110101199003078515", "110101199003078523", "110101199003078531"]) {
        const { BizToken = "" } = await client.DetectAuth({ RuleId: RULE, IdCard, Name: "张三" })
        tokens.push(BizToken)
      }
      expect(Math.abs(books.now() - Date.parse(NOON))).toBeLessThan(60_000)
      expect(await books.status()).toMatchObject({ tokens: { registered: 3 }, unsealedBatches: 3 })
      simulator.setClock(NEXT_DAY)
    }

    await using books = await openAt(NEXT_DAY, settings)
    const client = registering(sdk, books)
    const [first = ""] = tokens
    const callback = vi.fn<(error: unknown, answer: unknown) => void>()
    const answer = await client.GetDetectInfoEnhanced({ BizToken: first, RuleId: RULE, InfoType: "1" }, callback)
    expect(callback.mock.calls).toEqual([[null, answer]])
    // What says nothing of charges is left alone.
    await client.GetDetectInfoEnhanced({ BizToken: tokens[1] ?? "", RuleId: RULE, InfoType: "3" })
    expect((await books.status({ day: "2026-10-01" })).tokens).toMatchObject({ final: 1, registered: 2 })

    expect(await books.collect()).toMatchObject({ fetched: 2, final: 2, retried: {}, stopped: [] })
    const pulled = await books.pullBill({ day: "2026-10-01", account: "default" })
    expect(pulled.days).toMatchObject([{ day: "2026-10-01", account: "default", outcome: "pulled", isNew: true }])

    const { truth } = simulator
    const reconciled = await books.reconcile({ month: "2026-10" }).catch(failed)
    expect(reconciled).toMatchObject({ verdict: "incomplete" })
    const day = await books.reconcile({ from: "2026-10-01", to: "2026-10-01" })
    expect(day).toMatchObject({ run: 2, difference: 0, explained: 0, ledger: { attempts: truth().totals.attempts } })
    expect(day.seal?.head).toMatch(/^[0-9a-f]{64}$/)
    expect(await books.verify({ head: day.seal?.head ?? "" })).toMatchObject({ ok: true, broken: null, unsealed: 0 })
    expect(await books.makeDue(first)).toBe(true)
    expect(await books.makeDue("nobody-s")).toBe(false)
    await books.close()

    const kept = readdirSync(folder).map((name) => readFileSync(join(folder, name), "latin1"))
    for (const mark of [...personalMarks, "张三", "110101199003078515"]) expect(kept.join("")).not.toContain(mark)
  })

  it("record a result of a BizToken that nobody registered, once, however often", async () => {
    await using books = await openAt(NOON, { ...memory, accounts: { shop: {} }, rules: { "7": { account: "shop" } } })
    const at = Date.parse("2026-10-01T11:00:00+08:00")
    const response = {
      Text: {
        ErrCode: 0,
        Name: "张三",
        LivenessDetail: [{ Seq: "s-1", IsNeedCharge: true, Errcode: 0, ReqTime: String(at) }],
      },
    }
    const counts = { attempts: 1, charges: 1, uncharged: 0, unknown: 0 }
    expect(await books.record("token-1", response, { ruleId: "7" })).toEqual({
      state: "final",
      nextDue: null,
      observations: 1,
      ...counts,
    })
    expect(await books.record("token-1", { Response: response })).toMatchObject(counts)
    expect((await books.status({ day: "2026-10-01" })).grid).toMatchObject([{ account: "shop", charges: 1 }])
  })

  it("register one or many, with any text for a BizToken and a time in any of its forms", async () => {
    await using books = await openAt(NOON)
    const issuedAt = "2026-10-01T11:59:00+08:00"
    expect(await books.register({ bizToken: "a token", ruleId: RULE, issuedAt: new Date(issuedAt) })).toEqual({
      given: 1,
      new: 1,
      changed: 0,
      expired: 0,
      remarks: [],
    })
    const again = [
      { bizToken: "a token", issuedAt },
      { bizToken: "b", issuedAt: Date.parse(issuedAt) },
      { bizToken: "c" },
    ]
    expect(await books.register(again)).toMatchObject({ given: 3, new: 2, changed: 0 })
  })

  it("take their settings from a file, too, and what is given stands over it", async () => {
    writeFileSync(join(folder, "own.json"), JSON.stringify({ ledger: "mysql://nobody" }))
    await using books = await openAt(NOON, { config: "own.json", ...memory })
    expect((await books.status()).due).toBe(0)
    expect(await failureOf(openAt(NOON, "own.json"))).toMatchObject({ code: "ledger", reason: "address" })
  })
})

const failed = (error: unknown) => error

describe("errors", () => {
  const onBooks = async (call: (books: Books) => Promise<unknown>, settings = {}): Promise<BooksError> => {
    await using books = await openAt(NOON, { ...memory, ...settings })
    return failureOf(call(books))
  }
  /** As a program that no compiler has seen. */
  const unchecked = (books: Books) => books as unknown as Record<string, (...given: Array<unknown>) => Promise<unknown>>

  it.each<[string, () => Promise<BooksError>, Partial<BooksError>]>([
    ["no such file", () => failureOf(openAt(NOON, "nowhere.json")), { code: "settings", reason: "not_found" }],
    [
      "no such setting",
      () => failureOf(openAt(NOON, { ...memory, ledgr: 1 } as never)),
      {
        code: "settings",
        reason: "invalid",
        facts: expect.objectContaining({ path: "ledgr", source: "openBooks()" }) as never,
      },
    ],
    [
      "no ledger's address",
      () => failureOf(openAt(NOON, "mysql://here")),
      { code: "ledger", reason: "address", isRetryable: false },
    ],
    [
      "nobody there",
      () => failureOf(openAt(NOON, "postgres://user:planted-password@127.0.0.1:1/books")),
      { code: "ledger", reason: "unavailable", isRetryable: true },
    ],
    ["no credentials", () => onBooks((books) => books.collect()), { code: "settings", reason: "missing_credentials" }],
    [
      "no day",
      () => onBooks((books) => books.reconcile({ day: "2026-13-01" })),
      { code: "argument", facts: { path: "day", expected: "a day, as 2026-10-01" } },
    ],
    ["no days", () => onBooks((books) => unchecked(books)["pullBill"]?.() ?? Promise.resolve()), { code: "argument" }],
    [
      "days in reverse",
      () => onBooks((books) => books.status({ from: "2026-10-02", to: "2026-10-01" })),
      { code: "argument" },
    ],
    [
      "no BizToken",
      () => onBooks((books) => books.register([{ bizToken: "a" }, { bizToken: " " }])),
      { code: "argument", facts: expect.objectContaining({ path: "[1].bizToken" }) as never },
    ],
    [
      "nothing registered",
      () => onBooks((books) => unchecked(books)["register"]?.() ?? Promise.resolve()),
      { code: "argument" },
    ],
    ["no account of the settings", () => onBooks((books) => books.collect({ account: "shop" })), { code: "argument" }],
    [
      "a time ahead",
      () => onBooks((books) => books.reconcile({ day: "2026-09-01", asOf: "2027-01-01" })),
      { code: "argument" },
    ],
    [
      "no edition",
      () => onBooks((books) => books.reconcile({ day: "2026-09-01", edition: "minus" })),
      { code: "argument" },
    ],
    ["no head", () => onBooks((books) => books.verify({ head: "abc" })), { code: "argument" }],
    [
      "no result",
      () => onBooks((books) => books.record("t", { Name: "张三" })),
      { code: "rejected", reason: "no_result" },
    ],
    [
      "a wrong type",
      () => onBooks((books) => books.record("t", { Text: { LivenessDetail: [{ Seq: 7, Name: "张三" }] } })),
      {
        code: "rejected",
        reason: "wrong_type",
        facts: expect.objectContaining({ path: ["Text", "LivenessDetail", 0, "Seq"] }) as never,
      },
    ],
    [
      "an error of the provider",
      () => onBooks((books) => books.record("t", { Response: { Error: { Code: "InternalError", Message: "x" } } })),
      { code: "rejected", reason: "api_error" },
    ],
    [
      "nothing to compare",
      () => onBooks((books) => books.reconcile({ day: "2026-09-01", ruleId: "9" })),
      { code: "nothing_compared" },
    ],
    ["closed", () => onBooks(async (books) => books.close().then(() => books.status())), { code: "closed" }],
  ])("say in a sentence and by a code: %s", async (_, fail, expected) => {
    const error = await fail()
    expect(error).toMatchObject(expected)
    expect(booksErrorCodes).toContain(error.code)
    expect(error.message).toMatch(/^[A-Z`[a-z].*[.!]$/s)
    const told = JSON.stringify([error.message, error.facts, String(error.cause)])
    for (const secret of ["张三", "planted-password", "Effect", "Schema"]) expect(told).not.toContain(secret)
  })

  it("speak the language of the settings", async () => {
    const error = await onBooks((books) => books.verify({ head: "abc" }), { language: "zh-CN" })
    expect(error.message).toBe("head 应为存证哈希，64 位十六进制数。")
  })

  it("tell of a Node without node:sqlite, before anything is loaded", () => {
    const door = JSON.stringify(join(import.meta.dirname, "..", "index.ts"))
    const script = `import(${door}).then(({ openBooks }) => openBooks()).catch(({ code, message }) => console.log(code, message))`
    const { stdout } = spawnSync(process.execPath, ["--conditions=source", "--no-experimental-sqlite", "-e", script], {
      encoding: "utf8",
    })
    expect(stdout).toBe(
      `node The books need node:sqlite, which this Node (${process.version}) does not have: use Node 22.19 or newer.\n`,
    )
  })
})

describe("closing", () => {
  it("waits for what is written, ends a sweep, and seals", async () => {
    await using simulator = {
      ...(await makeSimulator({ now: NOON, isFrozen: true })),
      [Symbol.asyncDispose]: () => simulator.close(),
    }
    simulator.script({ kind: "latency", ms: 20_000 })
    const settings = {
      ledger: `sqlite:${join(folder, "closing.db")}`,
      endpoint: simulator.url,
      accounts: settingsOf(simulator.accounts).accounts,
    }
    const books = await openAt(NOON, settings)
    await books.register({ bizToken: "t", ruleId: RULE, issuedAt: Date.parse(NOON) - 3 * 3_600_000 })
    const [sweep, late] = [failureOf(books.collect()), books.register({ bizToken: "u", ruleId: RULE })]
    await vi.waitFor(() => expect(simulator.counts().length).toBeGreaterThan(0))
    await Promise.all([books.close(), books.close()])
    expect(await sweep).toMatchObject({ code: "closed" })
    expect(await late).toMatchObject({ new: 1 })

    await using again = await openAt("2026-10-01T12:05:00+08:00", settings)
    expect(await again.status()).toMatchObject({ unsealedBatches: 0, due: 1, tokens: { registered: 2 } })
  })

  it("a sweep ends by a signal, with its reason", async () => {
    await using books = await openAt(NOON)
    await expect(books.collect({ signal: AbortSignal.abort(new Error("enough")) })).rejects.toThrow("enough")
  })
})

describe("the front door", () => {
  it("names no type of Effect, and loads nothing of it", () => {
    const seen = new Set<string>()
    const packages = new Set<string>()
    const follow = (file: string): void => {
      if (seen.has(file)) return
      seen.add(file)
      const text = readFileSync(file, "utf8")
      for (const [, name = ""] of text.matchAll(/^(?:import|export)\b[^"]*?from "([^"]+)"/gms)) {
        if (name.startsWith(".")) follow(resolve(dirname(file), name))
        else if (name === "@faceid-tally/books/registering") follow(registeringFile)
        else packages.add(name)
      }
    }
    follow(join(import.meta.dirname, "..", "index.ts"))
    expect([...packages].sort()).toEqual(["node:crypto", "node:module"])
    expect(seen.size).toBeGreaterThan(6)
  })
})

const registeringFile = resolve(import.meta.dirname, "../../../books/src/client/registering.ts")
