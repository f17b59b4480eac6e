/**
 * A word a day, at 10:00 in China, to each target that heard nothing else that day: that all is well, or what is still not.
 * So a day of silence means that no worker runs. As kept work it is told once, whoever works.
 */
import { dayFromNumber, dayNumberOf, dayOfInstant, startOfDay } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { LedgerError } from "../ports/LedgerError.ts"
import { Provider } from "../ports/Provider.ts"
import { Work } from "../service/Work.ts"
import { type Alert, AlertRoutes, alertKey, alertWorkOf } from "./Alert.ts"
import type { Incident } from "./Incident.ts"
import { incidentOf } from "./noting.ts"

const MS_PER_HOUR = 3_600_000
/** A bill that is not there by then is told as late. */
const MS_INTO_DAY = 10 * MS_PER_HOUR
const PAGE = 500

/** How the books stand, as far as it tells whether all is well. */
export interface Standing {
  /** Until when the days of every account were planned to be closed; `null` where there is nothing to close. */
  readonly planned: number | null
  /** Whether a close of them is still to be done. */
  readonly isClosing: boolean
  /** What was told and is not over. */
  readonly incidents: number
  /** Work that failed for good. */
  readonly failed: number
}

/** What is told on a day, `null` for not yet: after downtime the days are closed first. */
export const heartbeatOf = (
  today: number,
  { planned, isClosing, incidents, failed }: Standing,
): Extract<Alert, { kind: "heartbeat" }> | null => {
  const isWell = incidents + failed === 0
  const isClosed = planned === null || (planned >= today - 1 && !isClosing)
  if (isWell && !isClosed) return null
  const closedUntil = planned === null || !isClosed ? null : dayFromNumber(planned)
  return { kind: "heartbeat", day: dayFromNumber(today), closedUntil, incidents, failed }
}

/** Gives how many were planned. */
export const tellHeartbeat: Effect.Effect<number, LedgerError, Work | AlertRoutes | Provider> = Effect.gen(
  function* () {
    const now = yield* Clock.currentTimeMillis
    const today = dayOfInstant(now)
    if (now < startOfDay(today) + MS_INTO_DAY) return 0
    const silent = yield* silentTargets(startOfDay(today))
    if (silent.length === 0) return 0
    const alert = heartbeatOf(today, yield* standing)
    if (alert === null) return 0
    const message = { alert, news: "opened" as const, key: alertKey(alert) }
    return yield* (yield* Work).plan(
      silent.map((target) => alertWorkOf(message, target, now)),
      now,
    )
  },
)

/** The targets that want to hear of it, and to which nothing was told since then. */
const silentTargets = (from: number) =>
  Effect.gen(function* () {
    const wanted = (yield* AlertRoutes).filter(({ kinds }) => kinds.includes("heartbeat"))
    const silent = new Set(wanted.map(({ target }) => target))
    for (let before: number | undefined; silent.size > 0;) {
      const page = yield* (yield* Work).list({ kind: "alert", before, limit: PAGE })
      const recent = page.filter(({ plannedAt }) => plannedAt >= from)
      for (const { subject } of recent) silent.delete(subject.slice(subject.lastIndexOf("@") + 1))
      if (recent.length < PAGE) break
      before = recent.at(-1)?.id
    }
    return [...silent]
  })

const standing: Effect.Effect<Standing, LedgerError, Work | Provider> = Effect.gen(function* () {
  const [work, { accounts }] = [yield* Work, yield* Provider]
  const planned = yield* Effect.forEach(accounts, (name) => work.lastSubject("close_day", { name }))
  const closing = yield* work.list({ kind: "close_day", state: "open", limit: 1 })
  const open = yield* work.list({ kind: "incident", state: "open", limit: PAGE })
  const failed = yield* work.list({ state: "failed", limit: PAGE })
  const isEmpty = planned.every((subject) => subject === null)
  return {
    planned: isEmpty ? null : Math.min(...planned.map(dayIn)),
    isClosing: closing.length > 0,
    incidents: open.filter(({ body }) => isWrong(incidentOf(body))).length,
    failed: failed.length,
  }
})

/** It was told and is not over. A month that can be closed is nothing wrong. */
const isWrong = (incident: Incident | null): boolean =>
  incident !== null && incident.isTold && incident.alert.kind !== "month_ready_to_close"

/** The day of a subject, -1 for none. */
const dayIn = (subject: string | null): number => dayNumberOf(subject?.slice(0, subject.lastIndexOf("@")) ?? "") ?? -1
