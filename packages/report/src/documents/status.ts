/** Where the books stand. */
import { verificationStates } from "@faceid-tally/core/engine"
import * as Schema from "effect/Schema"

import { GroupedDays } from "./counts.ts"
import { byCode, Count, Day, NullableHash, NullableInt, NullableTime, Ordinal, Time } from "./values.ts"

export const DayStatus = Schema.Struct({
  day: Day,
  account: Schema.String,
  attempts: Count,
  charges: Count,
  tokens: Count,
  settled: Count,
  collected: Schema.Boolean,
  pulled: Schema.NullOr(Schema.Struct({ version: Ordinal, charges: Count, closedAt: Time })),
  reconciled: Schema.NullOr(Schema.Struct({ run: Ordinal, ranAt: Time, difference: Schema.Int })),
  difference: NullableInt,
}).annotate({ identifier: "DayStatus" })
export type DayStatus = typeof DayStatus.Type

export const Status = Schema.Struct({
  tokens: byCode(verificationStates, Count),
  refused: Count,
  due: Count,
  deadlines: Schema.Array(
    Schema.Struct({ bizToken: Schema.String, account: Schema.String, deadline: Time, nextDue: NullableTime }),
  ),
  head: NullableHash,
  unsealedBatches: Count,
  grid: Schema.Array(DayStatus),
}).annotate({ identifier: "Status" })
export type Status = typeof Status.Type

/** `status`, with and without `--by`. */
export const StatusAnswer = Schema.Union([Status, GroupedDays], { mode: "oneOf" })
