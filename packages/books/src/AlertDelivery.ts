/**
 * Alerts on their way: the port AlertSender brings one to one target, and what comes of it is kept as work. A target that
 * fails is tried again for some days, in whatever process, and then a person has to look at it.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { AlertWork } from "./Alert.ts"
import type { WorkItem, WorkOutcome } from "./Work.ts"

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

export interface AlertSenderShape {
  /** It may be called again for the same alert: a target can tell by the alert's key. */
  readonly send: (alert: AlertWork) => Effect.Effect<void, AlertNotTaken>
}

export class AlertSender extends Context.Service<AlertSender, AlertSenderShape>()("faceid-tally/AlertSender") {}

const MS_PER_MINUTE = 60_000
const PAUSE_MS_MAX = 60 * MS_PER_MINUTE
/** With such pauses it is tried for three days. */
const TRIES_MAX = 78

const decodeAlert = Schema.decodeUnknownResult(Schema.fromJsonString(AlertWork))

/** One try to bring an alert to its target. */
export const deliver = (item: WorkItem): Effect.Effect<WorkOutcome, never, AlertSender> =>
  Effect.gen(function* () {
    const decoded = decodeAlert(item.body)
    if (Result.isFailure(decoded)) return { _tag: "Failed", code: "unreadable" }
    const sender = yield* AlertSender
    const sent = yield* Effect.result(sender.send(decoded.success))
    if (Result.isSuccess(sent)) return { _tag: "Done" }
    const { code, isFinal } = sent.failure
    if (isFinal || item.failures + 1 >= TRIES_MAX) return { _tag: "Failed", code }
    return { _tag: "Retry", code, at: (yield* Clock.currentTimeMillis) + pauseOf(item.failures) }
  })

/** Twice as long after each failure, up to an hour. */
const pauseOf = (failures: number): number => Math.min(MS_PER_MINUTE * 2 ** failures, PAUSE_MS_MAX)
