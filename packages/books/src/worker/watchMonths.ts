/**
 * Looks at the month that is to be closed next: whether it is ready, and whether what was decided of it still fits. It goes
 * by the last run of the month, which is made again once a day where the books have changed; a month of which nobody has
 * decided or brought anything is left alone.
 */
import { dayOfInstant, type Month, monthOf, monthOfDay, monthsOf, previousMonth } from "@faceid-tally/core/engine"
import { ALONE, makeStatement } from "@faceid-tally/core/money"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { IncidentNote } from "../alerts/Incident.ts"
import { conflictSubject, lasting, note, over, overQuietly, readySubject } from "../alerts/noting.ts"
import { AccountBills } from "../ports/AccountBills.ts"
import { Decisions } from "../ports/Decisions.ts"
import { Statements } from "../ports/Statements.ts"
import { Work } from "../service/Work.ts"
import { waitingFor } from "../statements/aroundMonth.ts"
import { monthDecisions } from "../statements/monthDecisions.ts"
import { currentRun, lastRun } from "../statements/monthStatement.ts"
import { pricedMonth } from "../statements/pricedMonth.ts"
import type { CloseOptions } from "./dayClose.ts"

const MS_PER_HOUR = 3_600_000
const MS_OF_A_RUN = 24 * MS_PER_HOUR

/** One of all workers looks, once an hour; gives how many messages were planned. */
export const watchMonths = ({ programVersion }: Pick<CloseOptions, "programVersion">) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    if (!(yield* (yield* Work).turn("months", MS_PER_HOUR, now))) return 0
    const closed = yield* (yield* Statements).all
    const month = monthToClose(
      dayOfInstant(now),
      closed.map((each) => each.month),
    )
    // What was closed is over, whoever closed it, in whatever order, and whatever stood in its way.
    const ended = closed.flatMap((each) => [
      overQuietly(readySubject(each.month)),
      overQuietly(conflictSubject(each.month)),
    ])
    const notes =
      month === null
        ? []
        : yield* notesOf(month, { programVersion, now, closed }).pipe(
            // What a broken run says is told to nobody; `verify` says where it is broken.
            Effect.catchTag("EvidenceBroken", (error) =>
              Effect.as(Effect.logError("watch months failed", Cause.fail(error)), []),
            ),
          )
    return yield* note(...ended, ...notes)
  })

/** The earliest open month after the first that was closed, else the last one; `null` where that is not over. */
export const monthToClose = (today: number, closed: ReadonlyArray<string>): Month | null => {
  const now = monthOfDay(today)
  const { first } = monthOf(closed[0] ?? "") ?? previousMonth(now)
  return monthsOf(first, now.first - 1).find(({ name }) => !closed.includes(name)) ?? null
}

interface Watching {
  readonly programVersion: string
  readonly now: number
  readonly closed: ReadonlyArray<{ readonly month: string }>
}

const notesOf = Effect.fnUntraced(function* (month: Month, { programVersion, now, closed }: Watching) {
  const [bills, decided] = [
    yield* (yield* AccountBills).latest(month.name),
    yield* (yield* Decisions).latest(month.name),
  ]
  if (bills.length === 0 && decided.length === 0) return [over(readySubject(month.name))]
  const last = yield* lastRun(month)
  const isOld = last === null || last.ranAt <= now - MS_OF_A_RUN
  const run = isOld ? yield* currentRun({ month, programVersion, now }) : last
  const known = yield* monthDecisions(month, run)
  const decisions = known.items.filter(({ changedSince }) => changedSince !== null).length
  const waiting = yield* waitingFor({ month, now }, closed)
  const priced = yield* pricedMonth(run, { month, programVersion, now }, { ...ALONE, waiting }, known)
  const { blockers } = makeStatement(priced)
  const about = { month: month.name, run: run?.id ?? null }
  return [
    blockers.length > 0
      ? over(readySubject(month.name))
      : lasting(readySubject(month.name), { kind: "month_ready_to_close", ...about }),
    decisions === 0
      ? over(conflictSubject(month.name))
      : lasting(conflictSubject(month.name), { kind: "decision_conflict", ...about, decisions }, { level: decisions }),
  ] satisfies ReadonlyArray<IncidentNote>
})
