/** The dispute of a month by its last reconciliation, which is repeated by the rules that it was made by. */
import { auditOf, type DisputeRequest, disputePack, lastRun } from "@faceid-tally/books/engine"
import { type Month, publishedRules } from "@faceid-tally/core/engine"
import { ruleSetOf } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"

interface DisputeAsked {
  readonly month: Month
  /** Which of those in dispute. */
  readonly filter?: DisputeRequest["filter"]
  /** Those that may be our own gap are asked about. */
  readonly includeWeak: boolean
  readonly programVersion: string
}

/** `null` where the month was not reconciled. */
export const monthDispute = Effect.fnUntraced(function* ({ month, filter, includeWeak, programVersion }: DisputeAsked) {
  const run = yield* lastRun(month)
  if (run === null) return null
  const ruleSet = run.ruleSet && ruleSetOf(auditOf(run.ruleSet, publishedRules))
  return yield* disputePack({ month, run, filter, includeWeak, repeat: { programVersion, ruleSet } })
})
