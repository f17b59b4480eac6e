/** A service over books of its own: in a folder that is gone with it, on a free port, at a time that is told. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { Keys, type Role } from "@faceid-tally/books/engine"
import { makeApiKey, serviceRuntime, type Settings, storeOf } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"

import { makeApp } from "../../src/makeApp.ts"
import { type Client, makeClient } from "../../src/client.ts"
import { makeService } from "../../src/makeService.ts"
import { type RunningServer, startServer } from "../../src/server.ts"

/** The morning after the day of the examples. */
export const NOW = "2026-10-06T09:00:00+08:00"

export interface TestService {
  readonly url: string
  readonly settings: Settings
  /** Lines of the log so far. */
  readonly log: ReadonlyArray<string>
  readonly client: Client
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>
  /** The same without a socket. */
  readonly handle: (path: string, init?: RequestInit) => Promise<Response>
  readonly close: () => Promise<void>
}

export interface TestOptions {
  readonly settings?: Settings
  /** Default: a new SQLite file. */
  readonly ledger?: string
  readonly env?: Readonly<Record<string, string>>
}

export const startTestService = async ({ settings, ledger, env }: TestOptions = {}): Promise<TestService> => {
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-http-"))
  const all: Settings = { ledger: ledger ?? `sqlite:${join(folder, "books.db")}`, ...settings }
  const log: Array<string> = []
  const server: RunningServer = await startServer({
    settings: all,
    env: { FACEID_TALLY_NOW: NOW, ...env },
    port: 0,
    writeLog: (line) => void log.push(line),
  })
  const { url } = server
  const runtime = serviceRuntime({
    name: "faceid-tally-http",
    version: "0.0.0",
    settings: all,
    env: { FACEID_TALLY_NOW: NOW, ...env },
    writeLog: (line) => void log.push(line),
  })
  const app = makeApp(makeService({ runtime, settings: all, version: "0.0.0" }))
  return {
    url,
    settings: all,
    log,
    client: makeClient(url),
    fetch: (path, init) => fetch(`${url}${path}`, init),
    handle: async (path, init) => app.fetch(new Request(`http://127.0.0.1${path}`, init)),
    close: async () => {
      await runtime.dispose()
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Makes a key in the books of the settings, and gives it whole. */
export const makeKey = async (settings: Settings, role: Role): Promise<string> => {
  const { id, key, digest } = makeApiKey()
  await Effect.runPromise(
    Effect.flatMap(Keys, (keys) => keys.create({ id, role, title: null, digest }, 0)).pipe(
      Effect.provide(storeOf(settings)),
    ),
  )
  return key
}

/** A result of one attempt, as the provider sends it. */
export const result = (bizToken: string, ...seqs: ReadonlyArray<string>) => ({
  BizToken: bizToken,
  RuleId: "1",
  Response: {
    Text: {
      ErrCode: 0,
      LivenessDetail: seqs.map((Seq) => ({ ReqTime: "1791165660000", Seq, IsNeedCharge: true, Errcode: 0 })),
    },
  },
})

export const json = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
})
