/** What the books say of themselves to whoever watches them: gauges, read when they are asked for. */
import { type DayStatus, Ledger, type LedgerError, type RunImpact } from "@faceid-tally/books/engine"
import { dayOfInstant } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { gaugeText } from "./metrics.ts"

/** Charges and differences are those of so many days, today's included: the provider's bill is settled by then. */
const DAYS_WATCHED = 62

type Grid = ReadonlyArray<DayStatus>

/** Of each account; of a ledger that knows none yet, of the one that there is without settings. */
const lastReconciled = (grid: Grid, today: number): ReadonlyArray<readonly [account: string, day: number]> => {
  if (grid.length === 0) return [["default", today - 1]]
  return [...Map.groupBy(grid, ({ account }) => account)].map(([account, rows]) => {
    const days = rows.flatMap(({ day, reconciled }) => (reconciled === null ? [] : day))
    return [account, days.length > 0 ? Math.max(...days) : Math.min(...rows.map(({ day }) => day)) - 1] as const
  })
}

/** Of each day of an account the latest run counts. Items without a day count with their run. */
const impactOf = (grid: Grid, impacts: ReadonlyArray<RunImpact>): number => {
  const latest = new Map(grid.map(({ day, account, reconciled }) => [`${day} ${account}`, reconciled?.run]))
  return impacts
    .filter(({ run, day, account }) => day === null || latest.get(`${day} ${account}`) === run)
    .reduce((sum, { impact }) => sum + impact, 0)
}

/** The gauges in the text format of Prometheus. */
export const bookMetrics: Effect.Effect<string, LedgerError, Ledger> = Effect.gen(function* () {
  const ledger = yield* Ledger
  const now = yield* Clock.currentTimeMillis
  const toDay = dayOfInstant(now)
  const days = { fromDay: toDay - DAYS_WATCHED + 1, toDay }
  const { tokens, refused, due, deadlines, grid, unsealedBatches } = yield* ledger.status(now, days)
  const sums = yield* ledger.daySums(days, ["errcode"])
  const [nearest] = deadlines
  const runs = new Set(grid.flatMap(({ reconciled }) => (reconciled === null ? [] : reconciled.run)))
  const impacts = yield* ledger.impacts([...runs])
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
      "The last billing day of an account that a kept reconciliation covers, as the Unix time of its midnight in UTC; before the first, the day before the first of which anything is known",
      lastReconciled(grid, toDay).map(([account, day]) => ({ labels: { account }, value: day * 86_400 })),
    ),
    gaugeText(
      "faceid_tally_unexplained_difference",
      `Bill charges less ledger charges over the pulled days of the last ${DAYS_WATCHED}; differences that cancel out are 0`,
      [{ value: differences.reduce((sum, difference) => sum + difference, 0) }],
    ),
    gaugeText(
      "faceid_tally_unexplained_impact",
      `Charges that one side has and the other has not, both ways added up, by the latest reconciliation of each of the last ${DAYS_WATCHED} days; 0 where all is well`,
      [{ value: impactOf(grid, impacts) }],
    ),
    gaugeText("faceid_tally_unsealed_batches", "Batches of the ledger that no seal covers yet", [
      { value: unsealedBatches },
    ]),
  ].join("")
})
