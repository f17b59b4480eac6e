/** A customer's house: a ledger in a folder, a simulated provider, and workers whose business time is fast and told. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import type { Inbox, Keys, Ledger, Listings, Provider, Requests, Work } from "@faceid-tally/books"
import { makeSimulator, settingsOf, type SimulatorHandle, type SimulatorOptions } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Schema from "effect/Schema"

import { providerOrNone, runWorker, Settings, storeOf } from "../src/index.ts"
import { fastClock } from "./fastClock.ts"

type Ports = Ledger | Listings | Keys | Requests | Inbox | Work | Provider

/** A minute of business takes a second. */
const FACTOR = 60
const PER_SECOND = 10_000
const WAIT_MS_MAX = 60_000

export class House implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), "faceid-tally-house-"))
  readonly simulator: SimulatorHandle
  settings: Settings

  private constructor(simulator: SimulatorHandle, alerts: NonNullable<Settings["alerts"]>) {
    this.simulator = simulator
    const settings = {
      ledger: `sqlite:${join(this.folder, "books.db")}`,
      endpoint: simulator.url,
      accounts: settingsOf(simulator.accounts, PER_SECOND).accounts,
    }
    this.settings = { ...Schema.decodeUnknownSync(Settings)(settings), alerts }
  }

  static async open(options: SimulatorOptions, alerts: NonNullable<Settings["alerts"]> = {}): Promise<House> {
    const limits = { DetectAuth: 1e6, GetDetectInfoEnhanced: 1e6, GetWeChatBillDetails: 1e6 }
    return new House(await makeSimulator({ isFrozen: true, limits, ...options }), alerts)
  }

  /** Opens the books at that time, for this alone. */
  at<A, E>(time: string | number, work: Effect.Effect<A, E, Ports>): Promise<A> {
    const startsAt = typeof time === "number" ? time : Date.parse(`${time}+08:00`)
    this.simulator.setClock(startsAt)
    const ports = Layer.mergeAll(storeOf(this.settings), providerOrNone(this.settings, {}))
    return Effect.runPromise(
      work.pipe(
        Effect.provide(Layer.provideMerge(ports, Layer.merge(fastClock(startsAt, FACTOR), Logger.layer([])))),
      ) as Effect.Effect<A, E>,
    )
  }

  /** Workers start at that time, work until it is enough, and are interrupted; gives what was asked for. */
  work<A>(time: string | number, isEnough: Effect.Effect<A | undefined, unknown, Ports>, workers = 1): Promise<A> {
    const one = runWorker({ settings: this.settings, env: {}, version: "0.0.0-test" })
    return this.at(
      time,
      Effect.gen(function* () {
        const fibers = yield* Effect.forEach(Array.from({ length: workers }), () => Effect.forkChild(one))
        for (const begun = Date.now(); ;) {
          const found = yield* isEnough
          if (found !== undefined) {
            yield* Fiber.interruptAll(fibers)
            return found
          }
          if (Date.now() - begun > WAIT_MS_MAX)
            return yield* Effect.die(new Error(`it did not come to pass from ${String(time)} on`))
          yield* Effect.sleep("500 millis")
        }
      }),
    )
  }

  /** Everything that the files of the ledger hold, the write-ahead log too. */
  get bytes(): string {
    return readdirSync(this.folder)
      .map((file) => readFileSync(join(this.folder, file)).toString("latin1"))
      .join("")
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.simulator.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
