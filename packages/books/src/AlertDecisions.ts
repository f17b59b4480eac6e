/** What is worth an alert, decided from what was found; nothing is read or raised here. */
import { type BillingDay, dayFromNumber, dayOfInstant, MS_KEPT } from "@faceid-tally/core"

import type { Alert } from "./Alert.ts"
import type { Stop } from "./Lanes.ts"
import type { ProviderError } from "./ProviderError.ts"
import type { KeptRun } from "./reconciling/keepRun.ts"
import type { Verification } from "./Verifications.ts"

const MS_PER_HOUR = 3_600_000
/** A BizToken that expires within this time is told of. */
const MS_BEFORE_DEADLINE = 6 * MS_PER_HOUR
/** Tells the days of issue of all that could expire soon, also where the time of issue was guessed. */
const MS_GUESSED = 2 * MS_PER_HOUR

/**
 * The charges that one side has and the other has not. A pair that stands on two days is none: it is explained. What the
 * bill lacks is told when the bill of the next day is there, since a late line stands on it.
 */
export const differenceAlerts = (
  of: { readonly day: BillingDay; readonly account: string },
  { run, overcharged, missing }: Pick<KeptRun, "run" | "overcharged" | "missing">,
  isNextDayPulled: boolean,
): ReadonlyArray<Alert> => {
  const alerts: Array<Alert> = []
  if (overcharged > 0) alerts.push({ kind: "overcharged_day", ...of, charges: overcharged, run })
  if (missing > 0 && isNextDayPulled) alerts.push({ kind: "unexplained_day", ...of, charges: missing, run })
  return alerts
}

/** The days of issue of the BizTokens that may be told of, as day numbers. */
export const daysNearDeadline = (now: number) => ({
  fromDay: dayOfInstant(now - MS_KEPT),
  toDay: dayOfInstant(now - MS_KEPT + MS_BEFORE_DEADLINE + MS_GUESSED),
})

/** Whether a BizToken that is open will soon be lost. One that the provider refused is lost already. */
export const isNearDeadline = ({ deadline, refused }: Verification, now: number): boolean =>
  !refused && deadline > now && deadline <= now + MS_BEFORE_DEADLINE

/** BizTokens that will soon be lost, an alert for each account. */
export const deadlineAlerts = (near: ReadonlyArray<Verification>): ReadonlyArray<Alert> => {
  const byDeadline = near.toSorted((a, b) => a.deadline - b.deadline)
  return [...Map.groupBy(byDeadline, ({ account }) => account)].flatMap(
    ([account, [first, ...others]]): Array<Alert> => {
      if (first === undefined) return []
      const { bizToken, deadline } = first
      return [{ kind: "token_deadline", account, bizTokens: others.length + 1, bizToken, deadline }]
    },
  )
}

/** A refusal that lasts until a person acts; `undefined` for what passes by itself. */
export const refusalAlert = (error: ProviderError, ruleId: string | null, now: number): Alert | undefined =>
  error.retryClass === "person" || error.retryClass === "clock"
    ? {
        kind: "provider_refuses",
        account: error.account,
        ruleId,
        reason: error.reason,
        code: error.stableCode,
        day: dayFromNumber(dayOfInstant(now)),
      }
    : undefined

/** The refusals that stopped a sweep. */
export const stopAlerts = (stops: ReadonlyArray<Stop>, now: number): ReadonlyArray<Alert> =>
  stops.flatMap(({ error, ruleId }) => refusalAlert(error, ruleId, now) ?? [])
