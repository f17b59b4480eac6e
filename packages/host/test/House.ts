/** A customer's house: a ledger in a folder, a simulated provider, and workers whose business time is fast and told. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"

import type { Inbox, Keys, Requests, WorkerPorts } from "@faceid-tally/books/engine"
import { makeSimulator, settingsOf, type SimulatorHandle, type SimulatorOptions } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as Schema from "effect/Schema"

import { providerOrNone, runWorker, Settings, storeOf } from "../src/apps.ts"
import { fastClock } from "./fastClock.ts"

type Ports = WorkerPorts | Keys | Requests | Inbox

/** A minute of business takes a second. */
const FACTOR = 60
const PER_SECOND = 10_000
const WAIT_MS_MAX = 60_000

/** Opens the books at that time, for this alone. */
export const booksAt = <A, E>(settings: Settings, startsAt: number, work: Effect.Effect<A, E, Ports>): Promise<A> => {
  const ports = Layer.mergeAll(storeOf(settings), providerOrNone(settings, {}))
  return Effect.runPromise(
    work.pipe(
      Effect.provide(Layer.provideMerge(ports, Layer.merge(fastClock(startsAt, FACTOR), Logger.layer([])))),
    ) as Effect.Effect<A, E>,
  )
}

export const workerOf = (settings: Settings) => runWorker({ settings, env: {}, version: "0.0.0-test" })

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
    return booksAt(this.settings, startsAt, work)
  }

  /** Workers start at that time, work until it is enough, and are interrupted; gives what was asked for. */
  work<A>(time: string | number, isEnough: Effect.Effect<A | undefined, unknown, Ports>, workers = 1): Promise<A> {
    return this.at(
      time,
      Effect.gen({ self: this }, function* () {
        const fibers = yield* Effect.forEach(Array.from({ length: workers }), () =>
          Effect.forkChild(workerOf(this.settings)),
        )
        const found = yield* until(isEnough, time)
        yield* Fiber.interruptAll(fibers)
        return found
      }),
    )
  }

  /** A worker in a process of its own starts at that time, and is killed by `kill -9` when it has come so far. */
  async workAndKill(time: string, isSoFar: Effect.Effect<true | undefined, unknown, Ports>): Promise<void> {
    const settings = JSON.stringify(Schema.encodeSync(Settings)(this.settings))
    const startsAt = String(Date.parse(`${time}+08:00`))
    const args = ["--conditions=source", join(import.meta.dirname, "workerToKill.ts"), settings, startsAt]
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] })
    const ended = once(child, "exit")
    try {
      await this.at(time, until(isSoFar, time))
    } finally {
      child.kill("SIGKILL")
    }
    const [, signal] = await ended
    if (signal !== "SIGKILL") throw new Error(`the worker of ${time} had ended before it was killed`)
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

const until = <A, R>(isEnough: Effect.Effect<A | undefined, unknown, R>, time: string | number) =>
  Effect.gen(function* () {
    for (const begun = Date.now(); ;) {
      const found = yield* isEnough
      if (found !== undefined) return found
      if (Date.now() - begun > WAIT_MS_MAX)
        return yield* Effect.die(new Error(`it did not come to pass from ${String(time)} on`))
      yield* Effect.sleep("500 millis")
    }
  })
