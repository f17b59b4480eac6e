/**
 * The Worker: what is due when, for as long as the service runs. Each minute, or when it is woken, it fetches the BizTokens
 * that are due; at 06:10 in China it closes the day before; what was found is told by alerts. Any number of workers can run
 * over one ledger, and any of them can die: all work is leased.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"

import { AlertRoutes, raise } from "../alerts/Alert.ts"
import { daysNearDeadline, deadlineAlerts, isNearDeadline, sweepNotes } from "../alerts/alertDecisions.ts"
import { type AlertSender, deliver, tellTarget } from "../alerts/alertDelivery.ts"
import { tellHeartbeat } from "../alerts/heartbeat.ts"
import { note } from "../alerts/noting.ts"
import { collecting } from "../collecting/collector.ts"
import { closeDay, type CloseOptions, planCloses } from "./dayClose.ts"
import type { AccountBills } from "../ports/AccountBills.ts"
import type { Decisions } from "../ports/Decisions.ts"
import type { Ledger } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import { Listings, type VerificationsPage } from "../ports/Listings.ts"
import { Provider } from "../ports/Provider.ts"
import type { Statements } from "../ports/Statements.ts"
import type { SweepResult } from "../collecting/Sweep.ts"
import type { Verification } from "../ports/verifications.ts"
import type { Work, WorkOf } from "../service/Work.ts"
import { makeAttempt } from "./makeAttempt.ts"
import { pullAgain } from "./pullAgain.ts"
import { watchMonths } from "./watchMonths.ts"
import { doDueWork } from "../service/workerTask.ts"

/** How a receiver in the same process tells the worker that something became due; many nudges are one. */
export interface Wake {
  readonly nudge: Effect.Effect<void>
  readonly wait: Effect.Effect<void>
}

export const makeWake: Effect.Effect<Wake> = Effect.map(Queue.sliding<null>(1), (nudges) => ({
  nudge: Effect.asVoid(Queue.offer(nudges, null)),
  wait: Effect.asVoid(Queue.take(nudges)),
}))

export interface WorkerOptions extends CloseOptions {
  /** Who works; no two at the same time may have the same name. */
  readonly worker: string
  readonly wake?: Wake | undefined
  /** Whether targets hear each day that all is well, where nothing else is told. */
  readonly heartbeat?: boolean | undefined
  /** How many results are asked for at a time. */
  readonly concurrency?: number | undefined
}

const INTERVAL = "1 minute"
const ALERT_INTERVAL = "15 seconds"
/** After a nudge others are waited for, so that a burst of callbacks is one sweep. */
const GATHERING = "200 millis"
/** BizTokens that are looked at for their deadline at a time. */
const OPEN_PAGE = 1000

/** The ports that a worker works with, without those of alerts. */
export type WorkerPorts = AccountBills | Decisions | Ledger | Listings | Provider | Statements | Work

/** Works until it is interrupted; what it holds then is given back. */
export const runWorker = (
  options: WorkerOptions,
): Effect.Effect<never, never, WorkerPorts | AlertRoutes | AlertSender> => {
  const { wake, worker, heartbeat = false } = options
  const attempt = makeAttempt()
  const sweepOnce = attempt("sweep", sweep(options))
  const minute = Effect.sleep(INTERVAL)
  const nudged = wake === undefined ? Effect.never : Effect.andThen(wake.wait, Effect.sleep(GATHERING))
  const close = (of: WorkOf) =>
    Effect.andThen(
      doDueWork("close_day", worker, (item) => closeDay(item, options), of),
      doDueWork("pull_again", worker, (item) => pullAgain(item, options), of),
    )
  /** Each account has a lane of its own, so that one that is slow or refused holds up no other. */
  const closeForever = Effect.gen(function* () {
    const { accounts } = yield* Provider
    const lanes: ReadonlyArray<WorkOf> = [...accounts.map((name) => ({ name })), { otherThan: accounts }]
    return yield* Effect.forEach(
      lanes,
      (of) => Effect.forever(Effect.andThen(attempt("close days", Effect.andThen(planCloses, close(of))), minute)),
      { concurrency: "unbounded", discard: true },
    )
  })
  const watchOnce = attempt("watch deadlines", watchDeadlines)
  const tellForever = Effect.gen(function* () {
    const routes = yield* AlertRoutes
    const others = { otherThan: routes.map(({ target }) => target) }
    const lanes = [...routes.map((route) => tellTarget(route, worker)), doDueWork("alert", worker, deliver, others)]
    return yield* Effect.forEach(
      lanes.map((lane) => attempt("tell alerts", lane)),
      (tellOnce) => Effect.forever(Effect.andThen(tellOnce, Effect.sleep(ALERT_INTERVAL))),
      { concurrency: "unbounded", discard: true },
    )
  })
  return Effect.all(
    [
      // The first sweep comes before the first close: after downtime there is much to fetch.
      Effect.andThen(
        sweepOnce,
        Effect.all([Effect.forever(Effect.andThen(Effect.raceFirst(minute, nudged), sweepOnce)), closeForever], {
          concurrency: "unbounded",
        }),
      ),
      Effect.forever(Effect.andThen(watchOnce, minute)),
      Effect.forever(Effect.andThen(attempt("watch months", watchMonths(options)), minute)),
      heartbeat ? Effect.forever(Effect.andThen(attempt("tell that all is well", tellHeartbeat), minute)) : Effect.void,
      tellForever,
    ],
    { concurrency: "unbounded" },
  ).pipe(Effect.andThen(Effect.never))
}

/** Fetches all that is due; a provider that refuses an account is told of. */
const sweep = ({ worker, concurrency }: WorkerOptions) => {
  const collectOnce = collecting({ worker, concurrency })
  return Effect.gen(function* () {
    const swept = yield* collectOnce
    yield* note(...sweepNotes(swept, yield* Clock.currentTimeMillis))
    const { fetched, final, retried, refused } = swept
    if (!isIdle(swept)) {
      yield* Effect.logInfo("swept").pipe(Effect.annotateLogs({ fetched, final, retried, refused }))
    }
  })
}

const isIdle = ({ fetched, retried, refused }: SweepResult): boolean =>
  fetched + Object.keys(retried).length + Object.keys(refused).length === 0

const watchDeadlines: Effect.Effect<number, LedgerError, Listings | Work | AlertRoutes> = Effect.gen(function* () {
  const now = yield* Clock.currentTimeMillis
  const registered = yield* nearDeadline("registered", now)
  const collected = yield* nearDeadline("collected", now)
  return yield* raise(...deadlineAlerts([...registered, ...collected]))
})

const nearDeadline = (state: "registered" | "collected", now: number) =>
  Effect.gen(function* () {
    const listings = yield* Listings
    const near: Array<Verification> = []
    for (let after: VerificationsPage["after"]; ;) {
      const page = { ...daysNearDeadline(now), state, after, limit: OPEN_PAGE }
      const { rows, next } = yield* listings.verifications(page)
      near.push(...rows.filter((open) => isNearDeadline(open, now)))
      if (next === null) return near
      after = next
    }
  })
