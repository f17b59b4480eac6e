/** What keeps a service going: keys, alerts, the checks of `doctor`, the simulator, the settings in force. */
import { roles } from "@faceid-tally/books/engine"
import * as Schema from "effect/Schema"

import { described, NullableText, NullableTime, Time } from "./values.ts"

const Role = Schema.Literals(roles)

export const KeyCreate = Schema.Struct({
  id: Schema.String,
  role: Role,
  title: NullableText,
  key: described(Schema.String, "Shown this once"),
})
export type KeyCreate = typeof KeyCreate.Type

export const Key = Schema.Struct({
  id: Schema.String,
  role: Role,
  title: NullableText,
  createdAt: Time,
  revokedAt: NullableTime,
})
export type Key = typeof Key.Type

export const KeyList = Schema.Struct({ keys: Schema.Array(Key) })
export type KeyList = typeof KeyList.Type

export const KeyRevoke = Schema.Struct({ id: Schema.String, revoked: Schema.Literal(true) })
export type KeyRevoke = typeof KeyRevoke.Type

export const AlertsTest = Schema.Struct({
  ok: Schema.Boolean,
  targets: Schema.Array(
    Schema.Struct({
      target: Schema.String,
      ok: Schema.Boolean,
      code: described(NullableText, "Why it did not take the message; null where it did"),
    }),
  ),
})
export type AlertsTest = typeof AlertsTest.Type

export const doctorChecks = [
  "settings",
  "proxy",
  "clock",
  "credentials",
  "database",
  "ledger",
  "provider",
  "alerts",
] as const

export const Doctor = Schema.Struct({
  ok: Schema.Boolean,
  checks: Schema.Array(
    Schema.Struct({
      name: Schema.Literals(doctorChecks),
      ok: Schema.Boolean,
      checked: described(Schema.Boolean, "False where it could not be looked at, or nothing is there"),
      reason: described(NullableText, "A stable code where there is something to say"),
    }),
  ),
})
export type Doctor = typeof Doctor.Type

const AnyObject = Schema.Record(Schema.String, Schema.Unknown)

export const Simulated = Schema.Struct({
  url: Schema.String,
  env: Schema.Record(Schema.String, Schema.String),
  settings: described(AnyObject, "For faceid-tally.json"),
  accountBills: described(Schema.Array(Schema.String), "The files that --account-bills wrote"),
})
export type Simulated = typeof Simulated.Type

export const ConfigPrint = Schema.StructWithRest(Schema.Struct({ ledger: Schema.String }), [AnyObject])
