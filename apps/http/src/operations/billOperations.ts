/** The provider's bill as it is stored: by day, in versions. */
import { DEFAULT_ACCOUNT } from "@faceid-tally/core"
import * as Schema from "effect/Schema"

import { billDayCursor, lineCursor } from "../lists/cursors.ts"
import { mayAdminister, mayRead, operation } from "./Operation.ts"
import { listFormats, pageAnswer, pageFields, pageOf } from "./page.ts"
import { RECORD_TYPES } from "./resultOperations.ts"
import { Charge, Count, Day, DayNumber, NullableText, NullableTime, Ordinal, Text, Time } from "./values.ts"

const optional = Schema.optionalKey

const OfDay = Schema.Struct({ day: DayNumber })
const day = "2026-10-05"

export const BillVersion = Schema.Struct({
  account: Schema.String,
  day: Day,
  ruleId: NullableText,
  version: Count,
  source: Schema.Literals(["pull", "import"]),
  digest: Schema.String,
  pages: Count,
  lines: Count,
  charges: Count,
  isNew: Schema.Boolean,
  closedAt: Time,
})
const versionExample = {
  account: DEFAULT_ACCOUNT,
  day,
  ruleId: null,
  version: 1,
  source: "pull",
  digest: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
  pages: 3,
  lines: 120,
  charges: 118,
  isNew: true,
  closedAt: "2026-10-06T06:05:00.000+08:00",
}

export const Line = Schema.Struct({
  seq: NullableText,
  charge: Charge,
  errcode: Schema.NullOr(Schema.Int),
  at: NullableTime,
  bizToken: NullableText,
  ruleId: NullableText,
  account: NullableText,
  chargeType: NullableText,
  chargeCount: Schema.NullOr(Schema.Int),
  page: Count,
  line: Count,
})
const lineExample = {
  seq: "seq-1",
  charge: true,
  errcode: 0,
  at: "2026-10-05T10:01:00.000+08:00",
  bizToken: "9f3c0a7e-0000-4000-8000-000000000001",
  ruleId: "1",
  account: null,
  chargeType: "核身",
  chargeCount: 1,
  page: 0,
  line: 0,
}

export const listBills = operation({
  id: "listBills",
  method: "GET",
  path: "/v1/bills",
  tag: "Bills",
  summary: "The latest version of each bill day",
  roles: mayRead,
  query: Schema.Struct({
    from: optional(DayNumber),
    to: optional(DayNumber),
    account: optional(Text),
    cursor: optional(billDayCursor),
    ...pageFields,
  }),
  formats: listFormats,
  answers: pageAnswer("A page of bill days", BillVersion, versionExample),
})

export const readBill = operation({
  id: "readBill",
  method: "GET",
  path: "/v1/bills/{day}",
  tag: "Bills",
  summary: "One day's bill: its versions, and the lines of the latest or of the one that is asked for",
  roles: mayRead,
  params: OfDay,
  parameters: { day },
  query: Schema.Struct({
    account: optional(Text),
    version: optional(Ordinal),
    cursor: optional(lineCursor),
    ...pageFields,
  }),
  formats: listFormats,
  answers: {
    200: {
      description: "The versions, and a page of lines",
      schema: Schema.Struct({
        ...BillVersion.fields,
        versions: Schema.Array(BillVersion),
        ...pageOf(Line).fields,
      }),
      example: { ...versionExample, versions: [versionExample], items: [lineExample], next: null },
    },
  },
  problems: [404],
})

const failure = {
  reason: Schema.String,
  code: NullableText,
  httpStatus: Schema.NullOr(Schema.Int),
  fault: NullableText,
  place: NullableText,
  requestId: NullableText,
}
/** Why the provider failed; `behind` is what a circuit opened for that is open now. */
const PullError = Schema.Struct({ ...failure, behind: Schema.NullOr(Schema.Struct(failure)) })

const Pulled = Schema.Struct({
  account: Schema.String,
  day: Day,
  ruleId: NullableText,
  outcome: Schema.Literals(["pulled", "not_yet", "held", "skipped", "failed"]),
  version: optional(Count),
  digest: optional(Schema.String),
  pages: optional(Count),
  lines: optional(Count),
  charges: optional(Count),
  isNew: optional(Schema.Boolean),
  from: optional(Time),
  reason: optional(Schema.String),
  error: optional(PullError),
})
const PulledDays = Schema.Struct({ days: Schema.Array(Pulled) })
const pulledExample = {
  days: [
    {
      account: DEFAULT_ACCOUNT,
      day,
      ruleId: null,
      outcome: "pulled",
      version: 1,
      digest: versionExample.digest,
      pages: 3,
      lines: 120,
      charges: 118,
      isNew: true,
    },
  ],
}

export const pullBill = operation({
  id: "pullBill",
  method: "POST",
  path: "/v1/bills/{day}/pull",
  tag: "Bills",
  summary: "Pull the bill of a day from the provider, of one account or of all",
  description: "A pull that stopped goes on where it stopped. What equals the version before is no new version.",
  roles: mayAdminister,
  params: OfDay,
  parameters: { day },
  query: Schema.Struct({ account: optional(Text), ruleId: optional(Text) }),
  answers: {
    200: { description: "What became of it, account by account", schema: PulledDays, example: pulledExample },
    202: {
      description: "Another process is pulling it",
      schema: PulledDays,
      example: { days: [{ account: DEFAULT_ACCOUNT, day, ruleId: null, outcome: "held" }] },
    },
  },
  problems: [502],
})

const Uploaded = Schema.Struct({ pages: Count, lines: Count, days: Schema.Array(BillVersion) })
const uploadedExample = { pages: 1, lines: 120, days: [{ ...versionExample, source: "import" }] }

export const putBill = operation({
  id: "putBill",
  method: "PUT",
  path: "/v1/bills/{day}",
  tag: "Bills",
  summary: "Store the bill of a day from a file",
  description:
    "The provider's pages as JSON or NDJSON, or a table as CSV or XLSX, of this day alone; what names no day is taken as this day's. The same content is no new version. Nothing is kept where anything is rejected.",
  roles: mayAdminister,
  params: OfDay,
  parameters: { day },
  query: Schema.Struct({ account: optional(Text) }),
  upload: {
    types: RECORD_TYPES,
    examples: {
      "application/json": {
        Date: day,
        Response: {
          HasNextPage: false,
          NextCursor: 1,
          WeChatBillDetails: [
            {
              BizToken: "9f3c0a7e-0000-4000-8000-000000000001",
              RuleId: "1",
              ChargeCount: 1,
              ChargeDetails: [
                { ReqTime: "1791165660000", Seq: "seq-1", IsNeedCharge: true, ChargeType: "核身", ErrorCode: "0" },
              ],
            },
          ],
        },
      },
    },
  },
  answers: {
    200: { description: "It was stored before as it is", schema: Uploaded, example: uploadedExample },
    201: { description: "A new version is stored", schema: Uploaded, example: uploadedExample },
  },
})
