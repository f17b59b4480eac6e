/**
 * Asks once more for the bill of a day that was closed. Only a bill of other content counts as rerun: then it is told, and
 * the days that it can concern are reconciled again.
 */
import { dayFromNumber, dayNumberOf } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { type AlertRoutes, raise } from "../alerts/Alert.ts"
import { answeredNotes, failureNote } from "../alerts/alertDecisions.ts"
import { note } from "../alerts/noting.ts"
import { pullBill } from "../reconciling/pullBill.ts"
import { type CloseOptions, DAY_LENGTH, isPulled, pauseOf, reasonOf, reconcileDay, statusAround } from "./dayClose.ts"
import { Ledger } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import { Provider } from "../ports/Provider.ts"
import type { Work, WorkItem, WorkOutcome } from "../service/Work.ts"

/** With pauses of up to an hour, for about a day: there is another time, and the bill that is there stands. */
const FAILURES_MAX = 28

/** One try. */
export const pullAgain = (
  item: WorkItem,
  options: CloseOptions,
): Effect.Effect<WorkOutcome, LedgerError, Ledger | Provider | Work | AlertRoutes> =>
  Effect.gen(function* () {
    const day = dayNumberOf(item.subject.slice(0, DAY_LENGTH))
    if (day === undefined) return { _tag: "Failed", code: "unreadable" }
    const account = item.subject.slice(item.subject.indexOf("@") + 1)
    const { accounts } = yield* Provider
    if (!accounts.includes(account)) return { _tag: "Failed", code: "account_unknown" }
    const ledger = yield* Ledger
    const before = (yield* ledger.versions({ account, day })).findLast(({ ruleId }) => ruleId === null)
    const outcome = yield* pullBill({ account, day, ruleId: null }, options.worker)
    const now = yield* Clock.currentTimeMillis
    if (outcome._tag === "Failed") {
      const { error } = outcome
      if (error._tag === "ProviderError") yield* note(failureNote(error, null, now))
      const code = reasonOf(error)
      const isGivenUp = item.failures + 1 >= FAILURES_MAX
      return isGivenUp ? { _tag: "Failed", code } : { _tag: "Retry", code, at: now + pauseOf(item.failures) }
    }
    if (outcome._tag !== "Pulled") return { _tag: "Again", at: now + pauseOf(0) }
    yield* note(...answeredNotes(account, null))
    const { version, charges } = outcome.version
    if (before === undefined || version === before.version) return { _tag: "Done" }
    const change = { day: dayFromNumber(day), account, version, chargesBefore: before.charges, charges }
    yield* raise({ kind: "bill_rerun", ...change })
    const grid = yield* statusAround(day)
    for (let each = day - 1; each <= day + 1; each++) {
      if (isPulled(grid, each, account)) yield* reconcileDay({ day: each, account, accounts, grid }, options)
    }
    return { _tag: "Done" }
  })
