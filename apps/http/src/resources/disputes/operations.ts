/** The dispute of a month: the pack for a ticket, and what is left out of it. */
import { discrepancyKinds, monthOf } from "@faceid-tally/core/engine"
import { decisionStates } from "@faceid-tally/core/money"
import { Day } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { mayRead, operation } from "../../operations/Operation.ts"
import { Flag, Text } from "../../operations/values.ts"

const optional = Schema.optionalKey

const ENDING = ".zip"

/** The month of a file name such as `2026-10.zip`, which is one segment of the path. */
export const monthOfFile = (name: string) =>
  name.endsWith(ENDING) ? monthOf(name.slice(0, -ENDING.length)) : undefined

const FileName = Schema.String.check(
  Schema.makeFilter((name: string) => monthOfFile(name) !== undefined, {
    expected: "a month and its ending, YYYY-MM.zip",
  }),
)

const DisputeSummary = Schema.Struct({
  month: Schema.String,
  run: Schema.Int,
  head: Schema.String,
  count: Schema.Int,
  amount: Schema.NullOr(Schema.String),
  questions: Schema.Int,
  leftOut: Schema.Array(Schema.Struct({ key: Schema.String, kind: Schema.String, reason: Schema.String })),
})

export const readDispute = operation({
  id: "readDispute",
  method: "GET",
  path: "/v1/disputes/{file}",
  tag: "Decisions",
  summary: { en: "The disputed charges of a month, for a ticket", "zh-CN": "某月申诉的各笔收费，用于提交工单" },
  description: {
    en: "As application/zip, which it is unless asked otherwise, the pack: a letter, lists, evidence and verify.mjs, which proves them by Node alone. As JSON what goes in and what is left out, and why. includeWeak asks about those that may be our own gap, on a list of their own. Without a state what is disputed enters. By the last reconciliation of the month, which is repeated first.",
    "zh-CN":
      "默认为 application/zip，即工单材料：信函、清单、证据，以及只需 Node 即可验证的 verify.mjs。JSON 则说明列入几笔、未列入哪些及其原因。includeWeak 表示可能是我方缺漏的另列清单请对方确认。不填 state 时列入申诉中的差异。按该月最近一次对账得出，并先重做一次。",
  },
  roles: mayRead,
  params: Schema.Struct({ file: FileName }),
  query: Schema.Struct({
    kind: optional(Schema.Literals(discrepancyKinds)),
    day: optional(Day),
    account: optional(Text),
    state: optional(Schema.Literals(decisionStates)),
    includeWeak: optional(Flag),
  }),
  parameters: { file: "2026-10.zip" },
  formats: ["zip", "json"],
  problems: [404],
  answers: {
    200: {
      description: { en: "The dispute", "zh-CN": "申诉" },
      schema: DisputeSummary,
      example: {
        month: "2026-10",
        run: 2,
        head: "ab".repeat(32),
        count: 1,
        amount: "1.20",
        questions: 0,
        leftOut: [{ key: "cf9a5200a2330bc6", kind: "missing_in_ledger", reason: "token_unknown" }],
      },
    },
  },
})

export const disputeOperations = [readDispute]
