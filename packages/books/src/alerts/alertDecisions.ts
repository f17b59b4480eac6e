/** What is worth an alert, decided from what was found; nothing is read or raised here. */
import { type BillingDay, dayFromNumber, dayOfInstant, MS_KEPT } from "@faceid-tally/core/engine"

import type { Alert } from "./Alert.ts"
import type { IncidentNote } from "./Incident.ts"
import { differenceSubject, lasting, outageSubject, over, refusalSubject } from "./noting.ts"
import type { ProviderError } from "../ports/ProviderError.ts"
import type { KeptRun } from "../reconciling/keepRun.ts"
import type { SweepResult } from "../collecting/Sweep.ts"
import type { Verification } from "../ports/verifications.ts"

const MS_PER_HOUR = 3_600_000
/** A BizToken that expires within this time is told of. */
const MS_BEFORE_DEADLINE = 6 * MS_PER_HOUR
/** Tells the days of issue of all that could expire soon, also where the time of issue was guessed. */
const MS_GUESSED = 2 * MS_PER_HOUR

/**
 * The charges that one side has and the other has not. A pair that stands on two days is none: it is explained. What the
 * bill lacks is told when the bill of the next day is there, since a late line stands on it.
 */
export const differenceNotes = (
  { day, account }: { readonly day: BillingDay; readonly account: string },
  { run, overcharged, missing }: Pick<KeptRun, "run" | "overcharged" | "missing">,
  isNextDayPulled: boolean,
): ReadonlyArray<IncidentNote> => {
  const noteOf = (kind: "overcharged_day" | "unexplained_day", charges: number, isTime: boolean) => {
    const subject = differenceSubject(kind, day, account)
    if (charges === 0) return [over(subject)]
    return isTime ? [lasting(subject, { kind, day, account, charges, run }, { level: charges })] : []
  }
  return [...noteOf("overcharged_day", overcharged, true), ...noteOf("unexplained_day", missing, isNextDayPulled)]
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

/** Longer than the provider is away for maintenance, or a network for a restart. */
const MS_OF_OUTAGE = 3_600_000

/** What an error says of its account: a refusal lasts until a person acts, anything else until it passes. */
export const failureNote = (error: ProviderError, ruleId: string | null, now: number): IncidentNote => {
  const { account, reason } = error
  if (error.retryClass === "person" || error.retryClass === "clock") {
    const day = dayFromNumber(dayOfInstant(now))
    const alert = { kind: "provider_refuses" as const, account, ruleId, reason, code: error.stableCode, day }
    return lasting(refusalSubject(account, ruleId), alert, { mark: reason })
  }
  const alert = { kind: "provider_outage" as const, account, code: error.root.reason, since: now }
  return lasting(outageSubject(account), alert, { afterMs: MS_OF_OUTAGE })
}

/** An answer ends what was told of an account, and of the RuleId that it is of. */
export const answeredNotes = (account: string, ruleId: string | null): ReadonlyArray<IncidentNote> => [
  over(refusalSubject(account, null)),
  ...(ruleId === null ? [] : [over(refusalSubject(account, ruleId))]),
  over(outageSubject(account)),
]

/** What a sweep says of the accounts and RuleIds that it asked for. */
export const sweepNotes = ({ stopped, failing, answered }: SweepResult, now: number): ReadonlyArray<IncidentNote> => {
  const isAnswered = (account: string) => answered.some((lane) => lane.account === account)
  const stops = stopped.map(({ error, ruleId }) => failureNote(error, ruleId, now))
  const failures = failing.filter(({ account }) => !isAnswered(account)).map((error) => failureNote(error, null, now))
  const notes = new Map([...failures, ...stops].map((each) => [each.subject, each]))
  const ended = answered.flatMap(({ account, ruleId }) => answeredNotes(account, ruleId))
  for (const each of ended) if (!notes.has(each.subject)) notes.set(each.subject, each)
  return [...notes.values()]
}
