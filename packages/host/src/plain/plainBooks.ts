/**
 * The books of `openBooks`: the same use cases over the same ports as the commands and the services have, each as a promise.
 * What is written is sealed with the call, or for registrations and answers within a minute and when the books are closed.
 */
import {
  collect,
  Ledger,
  Prices,
  type Provider,
  pullBills,
  recordAnswer,
  registerAll,
  reconcileBooks,
  RuleSetInForce,
} from "@faceid-tally/books/engine"
import { Bill, type Reconciliation, instantToIso, isoOrNull, Tally } from "@faceid-tally/core/engine"
import {
  byPlan,
  itemDocument,
  type Language,
  languageNamed,
  nothingComparedLines,
  pullDocument,
  reconcileSummary,
  sealDocument,
  sharedText,
  statusDocument,
  sweepDocument,
} from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as ManagedRuntime from "effect/ManagedRuntime"

import { businessTime } from "../books/businessTime.ts"
import { daysShown } from "../books/daysShown.ts"
import { ruleSetLayer } from "../books/ruleSet.ts"
import { sealed, sealNow } from "../books/seal.ts"
import { ledgerOf, providerOf } from "../books/wiring.ts"
import { workerName } from "../books/workerName.ts"
import { pricesLayer } from "../prices/prices.ts"
import { packageVersion } from "../program/packageVersion.ts"
import { readSettings } from "../settings/readSettings.ts"
import type { Environment } from "../settings/Environment.ts"
import type { Settings } from "../settings/Settings.ts"
import { Asked, daysOfNumbers } from "./asked.ts"
import type { Books, PullOptions, Reconciled, ReconcileOptions, Registering } from "./Books.ts"
import { BooksError } from "./BooksError.ts"
import type { BooksSettings, OpenOptions } from "./BooksSettings.ts"
import { Calls } from "./Calls.ts"
import { failureOf } from "./failureOf.ts"

type DaysNamed = Parameters<Asked["days"]>[0]

/** Registrations and answers come one by one: they are sealed together. */
const SEALED_WITHIN_MS = 60_000

export const plainBooks = async (
  { config, ...given }: BooksSettings,
  { env = process.env, folder = process.cwd() }: OpenOptions,
): Promise<Books> => {
  const early = languageNamed(env["FACEID_TALLY_LANG"] ?? "") ?? languageNamed(String(given.language)) ?? "en"
  const read = await Effect.runPromiseExit(readSettings({ flags: { config }, given, env, folder }))
  if (Exit.isFailure(read)) throw failureOf(read.cause, early)
  const settings = read.value
  const language = languageNamed(env["FACEID_TALLY_LANG"] ?? "") ?? settings.language ?? "en"
  const runtime = ManagedRuntime.make(
    Layer.mergeAll(ledgerOf(settings), pricesLayer(settings), ruleSetLayer(settings), businessTime(env)).pipe(
      // What is worth telling is in the answers; a program has logs of its own.
      Layer.provideMerge(Logger.layer([])),
    ),
  )
  const calls = new Calls(runtime, language)
  // What is wrong with the address or the database is told now, and not at the first person.
  const opened = await calls.run(Clock.currentTimeMillis).catch(async (error: unknown) => {
    await runtime.dispose()
    throw error
  })
  const ahead = opened - Date.now()
  return booksOver(calls, { settings, env, language, now: () => Date.now() + ahead })
}

interface Opened extends Pick<Books, "now"> {
  readonly settings: Settings
  readonly env: Environment
  readonly language: Language
}

const booksOver = (calls: Calls, { settings, env, language, now }: Opened): Books => {
  const asked = new Asked(settings, language)
  const withProvider = <A, E>(work: Effect.Effect<A, E, Ledger | Provider>) =>
    Effect.provide(work, providerOf(settings, env))

  let hasWritten = false
  let sealing: ReturnType<typeof setTimeout> | undefined
  const sealLater = (): void => {
    hasWritten = true
    sealing ??= setTimeout(() => {
      sealing = undefined
      // One that fails is made up for by the next.
      calls.run(sealNow).catch(() => {})
    }, SEALED_WITHIN_MS).unref()
  }
  const lastSeal = Effect.suspend(() => {
    clearTimeout(sealing)
    return hasWritten ? Effect.ignore(sealNow) : Effect.void
  })
  const close = (): Promise<void> => calls.close(lastSeal)

  // A program that no compiler has seen may name nothing.
  const pullBill = ({ account, ruleId, signal, ...days }: DaysNamed & PullOptions = {}) =>
    calls.runLong(
      Effect.suspend(() => {
        const period = asked.someDays(days)
        const rule = asked.text("ruleId", ruleId) ?? null
        const pulls = Effect.forEach(asked.accounts(account), (each) =>
          pullBills({ account: each, ...period, ruleId: rule }, workerName()),
        )
        return withProvider(sealed(pulls))
      }).pipe(Effect.map(({ result, seal }) => ({ days: result.flat().map(pullDocument), seal: sealDocument(seal) }))),
      signal,
    )

  const reconcile = ({ account, ruleId, asOf, edition, keep, ...days }: DaysNamed & ReconcileOptions = {}) =>
    calls.run(
      Effect.gen(function* () {
        const { from, to } = daysOfNumbers(asked.someDays(days))
        const [only] = account === undefined ? [] : asked.accounts(account)
        const rule = asked.text("ruleId", ruleId)
        const keeps = only === undefined && keep !== false
        const reconciled = reconcileBooks({
          from,
          to,
          ruleId: rule,
          account: only,
          asOf: asked.asOf(asOf, yield* Clock.currentTimeMillis),
          ruleSet: asked.edition(edition) ?? (yield* RuleSetInForce),
          plans: yield* Prices,
          namedRules: Object.keys(settings.rules ?? {}),
          programVersion: packageVersion(new URL("../../package.json", import.meta.url)),
          keep: keeps,
        })
        const { result, seal } = keeps ? yield* sealed(reconciled) : { result: yield* reconciled, seal: null }
        const { run, reconciliation, amounts, instead } = result
        if (instead !== null) {
          const lines = nothingComparedLines({ ruleId: rule, from, to }, instead, sharedText[language])
          throw new BooksError("nothing_compared", lines.join(" "), { facts: { ...instead } })
        }
        const {
          results: _,
          bills: __,
          ...summary
        } = reconcileSummary(reconciliation, new Tally(), new Bill(), { amounts })
        return {
          run,
          verdict: verdictOf(reconciliation),
          ...summary,
          items: Array.from(reconciliation.items, itemDocument(amounts === null ? undefined : byPlan(amounts))),
          seal: seal && sealDocument(seal),
        }
      }),
    )

  return {
    register: (registrations) =>
      calls.run(
        Effect.suspend(() => {
          const list = isList(registrations)
            ? registrations.map((each, i) => asked.registration(each, `[${i}].`))
            : [asked.registration(registrations, "")]
          return registerAll(list)
        }).pipe(Effect.tap(() => Effect.sync(sealLater))),
      ),

    record: (bizToken, response, of = {}) =>
      calls.run(
        Effect.gen(function* () {
          const whose = asked.of({ ...of, bizToken: asked.bizToken(bizToken) })
          const { state, nextDue, observations, record } = yield* recordAnswer(response, whose)
          sealLater()
          const { attempts, charges, uncharged, unknown } = new Tally().add(record).summary()
          return { state, nextDue: isoOrNull(nextDue), observations, attempts, charges, uncharged, unknown }
        }),
      ),

    makeDue: (bizToken) =>
      calls.run(
        Effect.gen(function* () {
          return yield* (yield* Ledger).makeDue(asked.bizToken(bizToken), yield* Clock.currentTimeMillis)
        }),
      ),

    collect: ({ account, concurrency, signal } = {}) =>
      calls.runLong(
        Effect.suspend(() => {
          const [only] = account === undefined ? [] : asked.accounts(account)
          const options = { worker: workerName(), account: only, concurrency: asked.count("concurrency", concurrency) }
          return withProvider(sealed(collect(options)))
        }).pipe(Effect.map(({ result, seal }) => ({ ...sweepDocument(result), seal: sealDocument(seal) }))),
        signal,
      ),

    pullBill,

    reconcile,

    status: ({ account, ...days } = {}) =>
      calls.run(
        Effect.gen(function* () {
          const { fromDay: from, toDay: to } = asked.days(days) ?? {}
          const [only] = account === undefined ? [] : asked.accounts(account)
          const at = yield* Clock.currentTimeMillis
          const status = yield* (yield* Ledger).status(at, { ...daysShown(at, { from, to }), account: only })
          return statusDocument(status)
        }),
      ),

    verify: ({ head } = {}) =>
      calls.run(
        Effect.gen(function* () {
          const whole = asked.head(head)
          const verified = yield* (yield* Ledger).verify({ head: whole, now: yield* Clock.currentTimeMillis })
          const { ok, rows, batches, seals, head: last, unsealed, broken, breaks, database, removed } = verified
          const months = removed.map(({ month, removedAt }) => ({ month, removedAt: instantToIso(removedAt) }))
          return { ok, rows, batches, seals, head: last, unsealed, broken, breaks, database, removed: months }
        }),
      ),

    now,
    close,
    [Symbol.asyncDispose]: close,
  }
}

const isList = (value: Registering | ReadonlyArray<Registering>): value is ReadonlyArray<Registering> =>
  Array.isArray(value)

/** What is not whole can be neither. */
const verdictOf = ({ complete, items }: Reconciliation): Reconciled["verdict"] =>
  !complete ? "incomplete" : items.impacts === 0 ? "right" : "different"
