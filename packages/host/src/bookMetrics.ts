/** What the books say of themselves to whoever watches them: gauges, read when they are asked for. */
import { Ledger, type LedgerError } from "@faceid-tally/books"
import { dayOfInstant } from "@faceid-tally/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { gaugeText } from "./metrics.ts"

/** Charges and differences are those of so many days, today's included: the provider's bill is settled by then. */
const DAYS_WATCHED = 62

/** The gauges in the text format of Prometheus. */
export const bookMetrics: Effect.Effect<string, LedgerError, Ledger> = Effect.gen(function* () {
  const ledger = yield* Ledger
  const now = yield* Clock.currentTimeMillis
  const toDay = dayOfInstant(now)
  const days = { fromDay: toDay - DAYS_WATCHED + 1, toDay }
  const { tokens, refused, due, deadlines, grid, unsealedBatches } = yield* ledger.status(now, days)
  const sums = yield* ledger.daySums(days, ["errcode"])
  const [nearest] = deadlines
  const reconciled = grid.filter((row) => row.reconciled !== null).map(({ day }) => day)
  const differences = grid.map(({ difference }) => difference ?? 0)
  return [
    gaugeText(
      "faceid_tally_tokens",
      "BizTokens by state",
      Object.entries(tokens).map(([state, value]) => ({ labels: { state }, value })),
    ),
    gaugeText("faceid_tally_tokens_refused", "BizTokens that the provider refused for good", [{ value: refused }]),
    gaugeText("faceid_tally_tokens_due", "BizTokens that are due now and not being fetched", [{ value: due }]),
    gaugeText(
      "faceid_tally_nearest_deadline_seconds",
      "Until the first BizToken that is not final can no longer be fetched; absent where there is none",
      nearest === undefined ? [] : [{ value: (nearest.deadline - now) / 1000 }],
    ),
    gaugeText(
      "faceid_tally_charges",
      `Charges of the last ${DAYS_WATCHED} days by return code`,
      sums.map(({ errcode, charges }) => ({ labels: { code: String(errcode ?? "unknown") }, value: charges })),
    ),
    gaugeText(
      "faceid_tally_last_reconciled_day_seconds",
      "The last billing day that a kept reconciliation covers, as the Unix time of its midnight in UTC; absent where there is none",
      reconciled.length === 0 ? [] : [{ value: Math.max(...reconciled) * 86_400 }],
    ),
    gaugeText(
      "faceid_tally_unexplained_difference",
      `Bill charges less ledger charges over the pulled days of the last ${DAYS_WATCHED}, 0 where all is well`,
      [{ value: differences.reduce((sum, difference) => sum + difference, 0) }],
    ),
    gaugeText("faceid_tally_unsealed_batches", "Batches of the ledger that no seal covers yet", [
      { value: unsealedBatches },
    ]),
  ].join("")
})
