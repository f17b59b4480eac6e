/**
 * Reconciling for a service: a run is kept, and what is told of it at once comes back. Of a reconciliation nothing else
 * does, because it holds the columns of both sides: so it may be made in another thread, and is, where a service has one.
 */
import type { Reconciliation } from "@faceid-tally/core/engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

import type { Ledger } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import { Prices } from "../prices/Prices.ts"
import { RuleSetInForce } from "./RuleSet.ts"
import { reconcileBooks, type Reconciled, type ReconcileRequest } from "./reconcileBooks.ts"

/** By the published rules. */
export interface KeepRunRequest extends Omit<ReconcileRequest, "rules"> {
  readonly now: number
}

export interface KeptRun extends Pick<Reconciled, "run" | "instead"> {
  readonly complete: boolean
  /** The charges that one side has and the other has not; a pair that stands on two days is none. */
  readonly overcharged: number
  readonly missing: number
}

type KeepRun = (request: KeepRunRequest) => Effect.Effect<KeptRun, LedgerError, Ledger>

export const keepRunHere: KeepRun = (request) =>
  Effect.map(reconcileBooks(request), ({ run, instead, reconciliation }) => ({
    run,
    instead,
    complete: reconciliation.complete,
    ...lonelyCharges(reconciliation),
  }))

const lonelyCharges = ({ items }: Reconciliation): Pick<KeptRun, "overcharged" | "missing"> => {
  let [overcharged, missing] = [0, 0]
  for (const { kind, impact } of items) {
    if (kind === "day_shift") continue
    if (impact > 0) overcharged++
    if (impact < 0) missing++
  }
  return { overcharged, missing }
}

/** Where runs are made: in this thread, unless a service has others. */
export const RunMaker = Context.Reference<KeepRun>("faceid-tally/RunMaker", { defaultValue: () => keepRunHere })

/** By the plans and the editions that are in force here: another thread does not know them. */
export const keepRun: KeepRun = (request) =>
  Effect.gen(function* () {
    const make = yield* RunMaker
    const ruleSet = request.ruleSet ?? (yield* RuleSetInForce)
    return yield* make({ plans: yield* Prices, ...request, ruleSet })
  })
