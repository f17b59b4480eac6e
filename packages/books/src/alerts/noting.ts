/** Notes how things stand that last; what is new about them is kept as work for each target that wants to hear of it. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

import { type Alert, AlertRoutes, alertWorkOf } from "./Alert.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import { type Revision, Work } from "../service/Work.ts"
import { changeOf, Incident, type IncidentNote } from "./Incident.ts"

/** Gives how many messages were planned. */
export const note = (...notes: ReadonlyArray<IncidentNote>): Effect.Effect<number, LedgerError, Work | AlertRoutes> =>
  Effect.gen(function* () {
    const [work, routes] = [yield* Work, yield* AlertRoutes]
    const now = yield* Clock.currentTimeMillis
    const revisionOf =
      (each: IncidentNote): Revision =>
      (before) => {
        const change = changeOf(incidentIn(before), each, now)
        if (change === null) return null
        const { incident, isOpen, news } = change
        const { alert, told } = incident
        const targets = news === null ? [] : routes.filter(({ kinds }) => kinds.includes(alert.kind))
        const plan = targets.map(({ target }) =>
          alertWorkOf({ alert, news: news ?? "opened", key: `${each.subject}#${told}` }, target, now),
        )
        return { body: JSON.stringify(incident), isOpen, plan }
      }
    const planned = yield* Effect.forEach(notes, (each) => work.revise("incident", each.subject, revisionOf(each), now))
    return planned.reduce((sum, count) => sum + count, 0)
  })

const decode = Schema.decodeUnknownOption(Schema.fromJsonString(Incident))

/** What is kept of it; `null` where that cannot be read any more. */
export const incidentOf = (body: string): Incident | null => Option.getOrNull(decode(body))

/** What cannot be read any more is begun anew. */
const incidentIn = (before: { readonly body: string; readonly isOpen: boolean } | null) => {
  const incident = before === null ? null : incidentOf(before.body)
  return before === null || incident === null ? null : { incident, isOpen: before.isOpen }
}

export const differenceSubject = (kind: "overcharged_day" | "unexplained_day", day: string, account: string): string =>
  `${kind}:${day}:${account}`
export const refusalSubject = (account: string, ruleId: string | null): string =>
  `provider_refuses:${account}:${ruleId ?? ""}`
export const outageSubject = (account: string): string => `provider_outage:${account}`
export const lateSubject = (day: string, account: string): string => `pull_late:${day}:${account}`
export const readySubject = (month: string): string => `month_ready_to_close:${month}`
export const conflictSubject = (month: string): string => `decision_conflict:${month}`

export const over = (subject: string): IncidentNote => ({ subject, now: null })
/** It ended as it should. */
export const overQuietly = (subject: string): IncidentNote => ({ subject, now: null, quietly: true })

/** It stands so, and lasts. */
export const lasting = (
  subject: string,
  alert: Alert,
  { level = 1, ...about }: { readonly level?: number; readonly mark?: string; readonly afterMs?: number } = {},
): IncidentNote => ({ subject, now: { alert, level, ...about } })
