/** Decisions about the discrepancies of a month. */
import { discrepancyKinds } from "@faceid-tally/core/engine"
import { decisionStates } from "@faceid-tally/core/money"
import { Day, DecisionsDocument, Outcomes } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { mayDecide, mayRead, operation } from "../../operations/Operation.ts"
import { Flag, MonthName, Text } from "../../operations/values.ts"

const optional = Schema.optionalKey

const KEY = "cf9a5200a2330bc6"
const FACTS = "74403b9e2e6ae20b"
const at = "2026-10-02T10:00:00.000+08:00"
const day = "2026-10-02"
const item = { account: "default", kind: "duplicate_in_bill", seq: "seq-1", bizToken: "token-1", ruleId: "1", day }
const side = { charge: true, errcode: 0, at, day }

const decisionExample = {
  month: "2026-10",
  key: KEY,
  number: 1,
  facts: FACTS,
  state: "disputed",
  reason: null,
  ref: "T-88",
  amount: null,
  units: null,
  note: null,
  by: "wang",
  at: "2026-11-03T10:00:00.000+08:00",
  item,
}

const listExample = {
  schema: "decisions/1",
  month: "2026-10",
  items: [
    {
      key: KEY,
      facts: FACTS,
      base: 1,
      month: "2026-10",
      account: "default",
      label: null,
      day,
      kind: "duplicate_in_bill",
      impact: 1,
      claim: 1,
      value: null,
      seq: "seq-1",
      bizToken: "token-1",
      ruleId: "1",
      ledger: side,
      bill: { ...side, chargeType: "核身" },
      why: { code: "repeated_charge", params: {} },
      state: "disputed",
      changedSince: null,
      decision: decisionExample,
      related: [],
    },
  ],
  gone: [],
}

export const listDecisions = operation({
  id: "listDecisions",
  method: "GET",
  path: "/v1/decisions",
  tag: "Decisions",
  summary: { en: "The discrepancies of a month, and what was decided of each", "zh-CN": "某月的差异及其处理结论" },
  description: {
    en: "By the last reconciliation of the month: those with an impact, a claim or a decision. With all every one, and the decisions whose discrepancy is gone. As CSV or XLSX it is the sheet in which people decide; POST takes it back.",
    "zh-CN":
      "按该月最近一次对账：列出影响金额、可主张或已有处理结论的差异；all 表示全部，并列出差异已不存在的处理结论。CSV 和 XLSX 即供填写的表格，可用 POST 传回。",
  },
  roles: mayRead,
  query: Schema.Struct({
    month: MonthName,
    kind: optional(Schema.Literals(discrepancyKinds)),
    day: optional(Day),
    account: optional(Text),
    state: optional(Schema.Literals(decisionStates)),
    all: optional(Flag),
  }),
  parameters: { month: "2026-10" },
  formats: ["json", "csv", "xlsx"],
  answers: {
    200: {
      description: { en: "The discrepancies", "zh-CN": "差异" },
      schema: DecisionsDocument,
      example: listExample,
    },
  },
})

const outcomesExample = { outcomes: [{ row: 1, key: KEY, outcome: "applied", number: 1 }] }
const refusedExample = {
  outcomes: [
    { row: 1, key: KEY, outcome: "applied", number: 1 },
    { row: 2, key: KEY, outcome: "invalid", field: "reason", code: "missing" },
  ],
}

export const SHEET_TYPES = ["text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] as const

export const writeDecisions = operation({
  id: "writeDecisions",
  method: "POST",
  path: "/v1/decisions",
  tag: "Decisions",
  summary: {
    en: "Say what discrepancies are: accepted, disputed, credited, or open again",
    "zh-CN": "记录差异的处理结论",
  },
  description: {
    en: 'Rows of one month as JSON, {"month", "rows": [{"key", "facts", "base", "state", …}]}, or the sheet as CSV or XLSX. base is the number of the latest decision that was seen. Good rows are applied though others are not: then the answer is 207. With dryRun nothing is written.',
    "zh-CN":
      '一个月的各行：JSON 为 {"month", "rows": [{"key", "facts", "base", "state", …}]}，或填写好的 CSV、XLSX 表格。base 是所见的最近一次处理结论的编号。部分行被拒时，其余各行照常记录，应答为 207。dryRun 表示不写入。',
  },
  roles: mayDecide,
  query: Schema.Struct({ dryRun: optional(Flag) }),
  upload: {
    types: ["application/json", ...SHEET_TYPES],
    examples: {
      "application/json": {
        month: "2026-10",
        rows: [{ key: KEY, facts: FACTS, base: 0, state: "disputed", ref: "T-88" }],
      },
    },
  },
  answers: {
    200: {
      description: { en: "Every row is applied, or was said before", "zh-CN": "各行均已记录，或与此前相同" },
      schema: Outcomes,
      example: outcomesExample,
    },
    207: {
      description: { en: "Some rows are refused, each with why", "zh-CN": "部分行被拒，每行附原因" },
      schema: Outcomes,
      example: refusedExample,
    },
  },
})

export const decisionOperations = [listDecisions, writeDecisions]
