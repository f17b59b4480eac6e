/**
 * Books to look at: a month on the simulated provider with planted billing errors, filled through the use cases, with
 * everything in it that a person has to see: bills that were not pulled, BizTokens near their deadline, refused and lost
 * ones, work that failed, and an event that came twice.
 */
import { join } from "node:path"

import { collect, Inbox, keepRun, Keys, Ledger, pullBills, Work } from "@faceid-tally/books/engine"
import { dayFromNumber, dayNumberOf, dayOfInstant, startOfDay } from "@faceid-tally/core/engine"
import { makeApiKey, pricesLayer, providerOf, sealed, Settings, storeOf } from "@faceid-tally/host/apps"
import { makeSimulator, settingsOf, simulatedClock, type SimulatorHandle, type Truth } from "@faceid-tally/simulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

export const MONTH = "2026-10"
const FROM = "2026-10-01"
/** October, which is complete, and the first two days of November, which are not. */
const DAYS = 33
const OCTOBER_DAYS = 31
const MS_PER_HOUR = 3_600_000
const MS_PER_DAY = 24 * MS_PER_HOUR
const PER_SECOND = 10_000
const WORKER = "month"

const plants = {
  overcharge: 4,
  undercharge: 2,
  missing_line: 2,
  duplicate_line: 3,
  stranger_line: 3,
  shifted_day: 1,
  code_mismatch: 1,
  token_mismatch: 1,
  wrong_count: 1,
  null_flag: 1,
}

export interface FilledBooks {
  readonly settings: Settings
  readonly simulator: SimulatorHandle
  readonly truth: Truth
  /** BizTokens that were registered too late to be fetched: the bill has their charges, our books do not. */
  readonly late: ReadonlyArray<Truth["verifications"][number]>
  /** The time at which the month is looked at, as `FACEID_TALLY_NOW` takes it. */
  readonly now: string
  readonly keys: { readonly admin: string; readonly finance: string; readonly read: string; readonly ingest: string }
}

export const fillBooks = async (ledger: string): Promise<FilledBooks> => {
  const first = dayNumberOf(FROM) ?? 0
  const simulator = await makeSimulator({
    seed: FROM,
    history: { from: FROM, days: DAYS, verificationsPerDay: 10, plants },
    now: startOfDay(first),
    isFrozen: true,
    limits: { GetDetectInfoEnhanced: PER_SECOND, GetWeChatBillDetails: PER_SECOND },
  })
  const settings = Schema.decodeUnknownSync(Settings)({
    ledger,
    endpoint: simulator.url,
    prices: join(import.meta.dirname, "..", "..", "..", "..", "samples", "prices.json"),
    ...settingsOf(simulator.accounts, PER_SECOND),
  })
  const keys = { admin: makeApiKey(), finance: makeApiKey(), read: makeApiKey(), ingest: makeApiKey() }
  const late = await Effect.runPromise(
    Effect.gen(function* () {
      const lateOnes = yield* playDays(simulator, first)
      yield* sealed(
        keepRun({
          from: dayFromNumber(first),
          to: dayFromNumber(first + OCTOBER_DAYS - 1),
          programVersion: "test",
          now: simulator.now(),
        }),
      )
      yield* leaveWork(simulator.now())
      const store = yield* Keys
      for (const role of ["admin", "finance", "read", "ingest"] as const) {
        yield* store.create(
          { id: keys[role].id, role, title: TITLES[role], digest: keys[role].digest },
          simulator.now(),
        )
      }
      yield* (yield* Ledger).seal(simulator.now())
      return lateOnes
    }).pipe(
      Effect.provide(Layer.mergeAll(storeOf(settings), providerOf(settings, {}), pricesLayer(settings))),
      Effect.provideServiceEffect(Clock.Clock, simulatedClock(simulator)),
    ),
  )
  return {
    settings,
    simulator,
    truth: simulator.truth(),
    late,
    now: new Date(simulator.now()).toISOString(),
    keys: { admin: keys.admin.key, finance: keys.finance.key, read: keys.read.key, ingest: keys.ingest.key },
  }
}

const TITLES = { admin: "财务", finance: "出纳", read: "审计", ingest: "后端" }

const playDays = (simulator: SimulatorHandle, first: number) =>
  Effect.gen(function* () {
    const { verifications } = simulator.truth()
    const ledger = yield* Ledger
    // Two are registered late: one when its result is gone, one a few hours before that.
    const end = startOfDay(first + DAYS) + 9 * MS_PER_HOUR
    const lost = verifications.find(({ issuedAt }) => dayOfInstant(issuedAt) === first + 2)
    const near = verifications.find(({ issuedAt }) => issuedAt > end - 3 * MS_PER_DAY + MS_PER_HOUR)
    const late = [lost, near].filter((each) => each !== undefined)
    const isLate = new Set(late.map(({ bizToken }) => bizToken))
    for (let day = first; day < first + DAYS; day++) {
      simulator.setClock(startOfDay(day + 1) + 2.5 * MS_PER_HOUR)
      const issued = verifications.filter(
        ({ issuedAt, bizToken }) => dayOfInstant(issuedAt) === day && !isLate.has(bizToken),
      )
      yield* ledger.register(issued.map(toRegistration), simulator.now())
      if (day < first + DAYS - 1) yield* sealed(collect({ worker: WORKER }))
      simulator.setClock(startOfDay(day + 1) + 6.5 * MS_PER_HOUR)
      // The bill of the last day is not pulled.
      if (day === first + DAYS - 1) continue
      for (const { name } of simulator.accounts) {
        yield* sealed(pullBills({ account: name, fromDay: day, toDay: day }, WORKER))
      }
    }
    yield* ledger.register(late.map(toRegistration), simulator.now())
    yield* ledger.register(
      [
        {
          bizToken: "00000000-0000-4000-8000-000000000000",
          ruleId: "1001",
          account: null,
          issuedAt: simulator.now() - MS_PER_HOUR,
        },
      ],
      simulator.now(),
    )
    simulator.setClock(end)
    return late
  })

const toRegistration = ({ bizToken, ruleId, account, issuedAt }: Truth["verifications"][number]) => ({
  bizToken,
  ruleId,
  account,
  issuedAt,
})

/** A day that could not be closed, and an event whose id came twice with different bodies. */
const leaveWork = (now: number) =>
  Effect.gen(function* () {
    const work = yield* Work
    yield* work.plan([{ kind: "close_day", subject: "2026-11-01", body: "{}", dueAt: now }], now)
    const claim = { worker: WORKER, now, leaseUntil: now + MS_PER_HOUR }
    const [taken] = yield* work.take({ ...claim, kinds: ["close_day"], limit: 1 })
    if (taken !== undefined)
      yield* work.settle(taken.id, WORKER, { _tag: "Failed", code: "AuthFailure.SecretIdNotFound" }, now)
    const inbox = yield* Inbox
    const event = { id: "evt_20261031_0007", type: "verification.issued" }
    yield* inbox.arrive({ ...event, digest: "a".repeat(64) }, now)
    yield* inbox.arrive({ ...event, digest: "b".repeat(64) }, now)
  })
