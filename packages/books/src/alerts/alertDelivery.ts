/**
 * Alerts on their way: the port AlertSender brings one to one target, and what comes of it is kept as work. A target that
 * fails is tried again for some days, in whatever process, and then a person has to look at it.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { type AlertRoute, AlertWork } from "./Alert.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import { Work, type WorkItem, type WorkOutcome } from "../service/Work.ts"
import { doDueTogether, doDueWork } from "../service/workerTask.ts"

/** Why a target did not take an alert: a stable code, and nothing of the target's answer. */
export class AlertNotTaken extends Schema.TaggedError<AlertNotTaken>()("AlertNotTaken", {
  /** `target_unknown`, `gone`, `network`, `timeout`, `untrusted`, `redirected`, `not_json`, `http_<status>`, `robot_<code>`. */
  code: Schema.String,
  /** Whether it is of no use to try again. */
  isFinal: Schema.Boolean,
}) {
  override get message(): string {
    return `the target did not take the alert: ${this.code}`
  }
}

/** One or more; more than one are one message. */
export type Alerts = readonly [AlertWork, ...ReadonlyArray<AlertWork>]

export interface AlertSenderShape {
  /** All to the same target. It may be called again for the same alert: a target can tell by the alert's key. */
  readonly send: (alerts: Alerts) => Effect.Effect<void, AlertNotTaken>
  /** Says to a target that it is a test. */
  readonly test: (target: string) => Effect.Effect<void, AlertNotTaken>
}

export class AlertSender extends Context.Service<AlertSender, AlertSenderShape>()("faceid-tally/AlertSender") {}

const MS_PER_MINUTE = 60_000
const PAUSE_MS_MAX = 60 * MS_PER_MINUTE
/** With such pauses it is tried for three days. */
const TRIES_MAX = 78

const decodeAlert = Schema.decodeUnknownResult(Schema.fromJsonString(AlertWork))

/** So many messages are sent to people in a turn; what is more is one. With four turns a minute, robots take that. */
const SINGLES_MAX = 2
const MS_BETWEEN_TURNS = 15_000
const DIGEST_MAX = 500

/**
 * Tells a target what is to be told it. A lane of its own, so that one that hangs slows no other; programs hear each
 * alert, people one message of many.
 */
export const tellTarget = (
  { target, isForPeople }: AlertRoute,
  worker: string,
): Effect.Effect<number, LedgerError, Work | AlertSender> =>
  isForPeople ? tellPeople(target, worker) : doDueWork("alert", worker, deliver, { name: target })

/** The limit of a robot holds for all who work on the ledger, so they take turns. */
const tellPeople = (target: string, worker: string): Effect.Effect<number, LedgerError, Work | AlertSender> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    if (!(yield* (yield* Work).turn(`alerts ${target}`, MS_BETWEEN_TURNS, now))) return 0
    return yield* doDueTogether({ kind: "alert", worker, of: { name: target }, limit: DIGEST_MAX }, deliverAll)
  })

/** One try to bring an alert to its target. */
export const deliver = (item: WorkItem): Effect.Effect<WorkOutcome, never, AlertSender> =>
  Effect.map(deliverAll([item]), ([outcome]) => outcome ?? { _tag: "Failed", code: "unreadable" })

/** One try to bring alerts to their target, by as few messages as people can bear. */
const deliverAll = (items: ReadonlyArray<WorkItem>): Effect.Effect<ReadonlyArray<WorkOutcome>, never, AlertSender> =>
  Effect.gen(function* () {
    const outcomes = new Map<number, WorkOutcome>()
    const read = items.flatMap((item) => {
      const decoded = decodeAlert(item.body)
      if (Result.isSuccess(decoded)) return [{ item, alert: decoded.success }]
      outcomes.set(item.id, { _tag: "Failed", code: "unreadable" })
      return []
    })
    const messages = read.length > SINGLES_MAX ? [read] : read.map((each) => [each])
    for (const message of messages) {
      const [first, ...others] = message
      if (first === undefined) continue
      const failures = Math.max(...message.map(({ item }) => item.failures))
      const outcome = yield* sendOnce([first.alert, ...others.map(({ alert }) => alert)], failures)
      for (const { item } of message) outcomes.set(item.id, outcome)
    }
    return items.map(({ id }) => outcomes.get(id) ?? { _tag: "Failed", code: "unreadable" })
  })

const sendOnce = (alerts: Alerts, failures: number): Effect.Effect<WorkOutcome, never, AlertSender> =>
  Effect.gen(function* () {
    const sent = yield* Effect.result((yield* AlertSender).send(alerts))
    if (Result.isSuccess(sent)) return { _tag: "Done" }
    const { code, isFinal } = sent.failure
    if (isFinal || failures + 1 >= TRIES_MAX) return { _tag: "Failed", code }
    return { _tag: "Retry", code, at: (yield* Clock.currentTimeMillis) + pauseOf(failures) }
  })

/** Twice as long after each failure, up to an hour. */
const pauseOf = (failures: number): number => Math.min(MS_PER_MINUTE * 2 ** failures, PAUSE_MS_MAX)
