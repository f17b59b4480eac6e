/** A customer: a receiver on a real socket over real books, the programs that call it, and a look into the books. */
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { Inbox, Ledger, Listings, Work } from "@faceid-tally/books/engine"
import { type Ports, serviceRuntime, type ServiceRuntime, Settings } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { Webhook } from "standardwebhooks"

import { type RunningReceiver, startReceiver } from "../src/index.ts"

export const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`
export const REDIRECT = "https://shop.example/done?from=faceid"

export interface CustomerOptions {
  readonly ledger?: string
  readonly webhook?: Readonly<Record<string, unknown>>
  readonly settings?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, string>>
  readonly hasWorker?: boolean
}

export class Customer implements AsyncDisposable {
  readonly #folder: string
  readonly #books: ServiceRuntime
  readonly receiver: RunningReceiver
  readonly logs: ReadonlyArray<string>

  /** Where the books are, if they are on SQLite. */
  get file(): string {
    return join(this.#folder, "books.db")
  }

  private constructor(folder: string, books: ServiceRuntime, receiver: RunningReceiver, logs: ReadonlyArray<string>) {
    this.#folder = folder
    this.#books = books
    this.receiver = receiver
    this.logs = logs
  }

  static async open(options: CustomerOptions = {}): Promise<Customer> {
    const folder = mkdtempSync(join(tmpdir(), "faceid-tally-webhook-"))
    const webhook = { callbacks: { shop: { redirectTo: REDIRECT } }, secrets: [SECRET], ...options.webhook }
    const settings = Schema.decodeUnknownSync(Settings)({
      ledger: options.ledger ?? `sqlite:${join(folder, "books.db")}`,
      ...options.settings,
      webhook,
    })
    const env = options.env ?? {}
    const logs: Array<string> = []
    const writeLog = (line: string) => void logs.push(line)
    const { hasWorker = false } = options
    const receiver = await startReceiver({ settings, env, port: 0, hasWorker, writeLog })
    const books = serviceRuntime({ name: "test", version: "0", settings, env, writeLog: () => {} })
    return new Customer(folder, books, receiver, logs)
  }

  get url(): string {
    return this.receiver.url
  }

  /** Comes from the provider, as a browser. */
  callback(query: string, name = "shop", init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.url}/callback/${name}${query}`, { redirect: "manual", ...init })
  }

  /** Sends an event as the specification says; what is given replaces what it would be. */
  send(
    event: unknown,
    about: { id?: string; body?: string; at?: number; secret?: string; headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const { id = `msg_${Math.random().toString(36).slice(2)}`, secret = SECRET, at = Date.now() } = about
    const signed = JSON.stringify(event)
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, new Date(at), signed),
      ...about.headers,
    }
    return fetch(`${this.url}/events`, { method: "POST", body: about.body ?? signed, headers })
  }

  /** Looks into the books. */
  look<A, E>(effect: Effect.Effect<A, E, Ports>): Promise<A> {
    return this.#books.runPromise(effect)
  }

  verification(bizToken: string) {
    return this.look(Effect.flatMap(Ledger, (ledger) => ledger.verification(bizToken)))
  }

  register(...bizTokens: ReadonlyArray<string>) {
    const issuedAt = Date.now()
    const registrations = bizTokens.map((bizToken) => ({ bizToken, ruleId: "1001", account: null, issuedAt }))
    return this.look(Effect.flatMap(Ledger, (ledger) => ledger.register(registrations, issuedAt)))
  }

  conflicts() {
    return this.look(Effect.flatMap(Inbox, (inbox) => inbox.conflicts(10)))
  }

  alerts() {
    return this.look(Effect.flatMap(Work, (work) => work.list({ kind: "alert", limit: 10 })))
  }

  attempts(day: number) {
    const page = { fromDay: day, toDay: day, limit: 100 }
    return this.look(Effect.flatMap(Listings, (listings) => Effect.map(listings.attempts(page), ({ rows }) => rows)))
  }

  async count(name: string, outcome: string): Promise<number> {
    const text = await (await fetch(`${this.url}/metrics`)).text()
    const line = text.split("\n").find((each) => each.startsWith(`${name}{outcome="${outcome}"}`))
    return line === undefined ? 0 : Number(line.split(" ").at(-1))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.receiver.close()
    await this.#books.dispose()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

/** Waits until it is so, at most some seconds. */
export const until = async (isSo: () => Promise<boolean>, ms = 50_000): Promise<void> => {
  const end = Date.now() + ms
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error("it did not come to be so")
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
