/**
 * Doing kept work: a piece is leased, done, and its lease ended with what came of it. The lease is renewed for as long as
 * it goes on; who lost it stops, and who is interrupted gives the piece back at once.
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"

import type { LedgerError } from "../ports/LedgerError.ts"
import { Work, type WorkItem, type WorkKind, type WorkOf, type WorkOutcome } from "./Work.ts"

const MS_PER_MINUTE = 60_000
/** After so long another worker takes over from one that died. */
const LEASE_MS = 10 * MS_PER_MINUTE
const RENEWAL = "3 minutes"
const LEDGER_PAUSE_MS = MS_PER_MINUTE
/** Pieces that are done in one go; the rest is for the next. */
const PIECES_MAX = 1000

export type Perform<R> = (item: WorkItem) => Effect.Effect<WorkOutcome, LedgerError, R>

/** Does what is due of a kind, and of somebody, one piece after the other; gives how many pieces were taken. */
export const doDueWork = <R>(
  kind: WorkKind,
  worker: string,
  perform: Perform<R>,
  of?: WorkOf,
): Effect.Effect<number, LedgerError, R | Work> =>
  Effect.gen(function* () {
    for (let taken = 0; taken < PIECES_MAX; taken++) {
      const isTaken = yield* Effect.acquireUseRelease(
        takeOne(kind, worker, of),
        (item) =>
          item === undefined ? Effect.succeed(null) : Effect.raceFirst(perform(item), untilLost(item, worker)),
        (item, exit) => (item === undefined ? Effect.void : settle(item, worker, exit)),
      ).pipe(
        Effect.map((outcome) => outcome !== null),
        // What became of the piece is kept with it.
        Effect.catchDefect(() => Effect.succeed(true)),
      )
      if (!isTaken) return taken
    }
    return PIECES_MAX
  })

interface Together {
  readonly kind: WorkKind
  readonly worker: string
  readonly of: WorkOf
  readonly limit: number
}

/** Does what is due in one go, in less time than a lease lasts; gives how many pieces were taken. */
export const doDueTogether = <R>(
  { kind, worker, of, limit }: Together,
  perform: (items: ReadonlyArray<WorkItem>) => Effect.Effect<ReadonlyArray<WorkOutcome>, never, R>,
): Effect.Effect<number, LedgerError, R | Work> =>
  Effect.acquireUseRelease(
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      return yield* (yield* Work).take({ worker, now, leaseUntil: now + LEASE_MS, kinds: [kind], limit, of })
    }),
    (items) => (items.length === 0 ? Effect.succeed([]) : perform(items)),
    (items, exit) =>
      Effect.forEach(
        items,
        (item, i) =>
          settle(
            item,
            worker,
            Exit.map(exit, (outcomes) => outcomes[i] ?? null),
          ),
        {
          discard: true,
        },
      ),
  ).pipe(
    Effect.map((outcomes) => outcomes.length),
    // What became of them is kept with them.
    Effect.catchDefect(() => Effect.succeed(0)),
  )

const takeOne = (
  kind: WorkKind,
  worker: string,
  of: WorkOf | undefined,
): Effect.Effect<WorkItem | undefined, LedgerError, Work> =>
  Effect.gen(function* () {
    const work = yield* Work
    const now = yield* Clock.currentTimeMillis
    const [item] = yield* work.take({ worker, now, leaseUntil: now + LEASE_MS, kinds: [kind], limit: 1, of })
    return item
  })

/** Ends when another worker has the piece. A ledger that is away for a while takes nobody's lease. */
const untilLost = ({ id }: WorkItem, worker: string): Effect.Effect<"lost", never, Work> =>
  Effect.gen(function* () {
    const work = yield* Work
    for (;;) {
      yield* Effect.sleep(RENEWAL)
      const now = yield* Clock.currentTimeMillis
      const renewed = yield* Effect.orElseSucceed(
        work.renew(id, { worker, now, leaseUntil: now + LEASE_MS }),
        () => true,
      )
      if (!renewed) return "lost" as const
    }
  })

const settle = (
  item: WorkItem,
  worker: string,
  exit: Exit.Exit<WorkOutcome | "lost" | null, LedgerError>,
): Effect.Effect<void, never, Work> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const outcome = outcomeOf(exit, now)
    if (outcome === "lost" || outcome === null) return
    if (outcome._tag === "Failed") {
      const { id, kind } = item
      // Not its subject, which a sender may have chosen: `work show` has it.
      yield* Effect.logError("work failed for good", ...(Exit.isFailure(exit) ? [exit.cause] : [])).pipe(
        Effect.annotateLogs({ work: id, kind, code: outcome.code }),
      )
    }
    // Where the ledger is away, the lease runs out, and the piece is done again.
    yield* Effect.ignore((yield* Work).settle(item.id, worker, outcome, now))
  })

const outcomeOf = (exit: Exit.Exit<WorkOutcome | "lost" | null, LedgerError>, now: number) => {
  if (Exit.isSuccess(exit)) return exit.value
  if (Cause.hasInterrupts(exit.cause)) return { _tag: "Again", at: now } as const
  const error = Exit.findErrorOption(exit)
  if (error._tag === "None") return { _tag: "Failed", code: "defect" } as const
  return { _tag: "Retry", code: `ledger_${error.value.reason}`, at: now + LEDGER_PAUSE_MS } as const
}
