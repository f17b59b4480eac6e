/** The books on a simulator: a ledger in a file of its own beside the provider, at the time of the simulated business. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { Ledger } from "@faceid-tally/books/engine"
import { ledgerLayer } from "@faceid-tally/ledger"
import { Simulator, type SimulatorOptions, type TrueVerification } from "@faceid-tally/simulator"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"

import type { TencentSettings } from "../src/index.ts"
import { simulated } from "./simulated.ts"

/** What could be seen of a run: its log at the finest level, and the bytes of its database. */
export class Traces extends Context.Service<
  Traces,
  { readonly logged: ReadonlyArray<string>; readonly stored: () => string }
>()("test/Traces") {}

export const books = (options: SimulatorOptions = {}, change?: (settings: TencentSettings) => TencentSettings) => {
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-"))
  const logged: Array<string> = []
  const logger = Logger.map(Logger.formatJson, (line) => {
    logged.push(line)
  })
  const traces = Layer.effect(
    Traces,
    Effect.acquireRelease(
      Effect.succeed({
        logged,
        stored: () =>
          readdirSync(folder)
            .map((name) => readFileSync(join(folder, name), "latin1"))
            .join(""),
      }),
      () => Effect.sync(() => rmSync(folder, { recursive: true })),
    ),
  )
  return Layer.orDie(ledgerLayer(`sqlite:${join(folder, "books.db")}`)).pipe(
    Layer.provideMerge(simulated(options, change)),
    Layer.provideMerge(traces),
    Layer.provideMerge(Logger.layer([logger])),
    Layer.provideMerge(Layer.succeed(References.MinimumLogLevel, "All")),
  )
}

/** Registers what was issued, as the customer's program would have. */
export const registerAll = (change: (token: TrueVerification) => TrueVerification = (token) => token) =>
  Effect.gen(function* () {
    const { truth } = yield* Simulator
    const ledger = yield* Ledger
    const tokens = truth().verifications.map(change)
    yield* ledger.register(tokens, tokens[0]?.issuedAt ?? 0)
    return tokens
  })
