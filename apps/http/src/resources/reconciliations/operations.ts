/** Reconciliations of the books with the stored bill, which are kept as runs. */
import { discrepancyKinds, publishedRules } from "@faceid-tally/core/engine"
import { described, Discrepancy, Run, Time } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { ProblemDocument } from "../../problem/ProblemDocument.ts"
import { runCursor, runItemCursor } from "../../lists/cursors.ts"
import { mayAdminister, mayRead, operation } from "../../operations/Operation.ts"
import { listFormats, pageAnswer, pageFields } from "../../operations/page.ts"
import { AsOf, BillingDay, DayNumber, Flag, Ordinal, Text } from "../../operations/values.ts"

const optional = Schema.optionalKey

const Kind = Schema.Literals(discrepancyKinds)
const none = { count: 0, impact: 0 }
const example = {
  id: 1,
  ranAt: "2026-10-06T09:00:00.000+08:00",
  from: "2026-10-05",
  to: "2026-10-05",
  ruleId: null,
  account: null,
  asOf: null,
  edition: null,
  programVersion: "1.0.0",
  seal: { seal: 7, head: "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef" },
  complete: true,
  incomplete: [],
  ledger: { attempts: 120, charges: 117, undated: 0, unattributed: 0 },
  bill: { pages: 3, repeatedPages: 0, lines: 120, charges: 118, chargeCountTotal: 118, undated: 0 },
  matched: 119,
  difference: 1,
  explained: 1,
  discrepancies: {
    total: 1,
    byKind: {
      ...Object.fromEntries(discrepancyKinds.map((kind) => [kind, none])),
      duplicate_in_bill: { count: 1, impact: 1 },
    },
  },
}

const side = { charge: true, errcode: 0, at: "2026-10-05T10:01:00.000+08:00", day: "2026-10-05" }
const discrepancyExample = {
  kind: "duplicate_in_bill",
  impact: 1,
  seq: "seq-1",
  bizToken: "9f3c0a7e-0000-4000-8000-000000000001",
  ruleId: "1",
  account: "default",
  day: "2026-10-05",
  ledger: side,
  bill: { ...side, chargeType: "核身" },
  why: { code: "repeated_charge", params: {} },
}

const OfRun = Schema.Struct({ id: Ordinal })

/** How a run goes that was asked for. */
export const LaterRun = Schema.Struct({
  request: Schema.String,
  state: Schema.Literals(["running", "done", "failed"]),
  askedAt: Time,
  run: Schema.NullOr(Run),
  problem: described(Schema.NullOr(ProblemDocument), "As the service tells problems"),
}).annotate({ identifier: "LaterRun" })
export type LaterRun = typeof LaterRun.Type

const laterExample = {
  request: "3f0c7a5e-0000-4000-8000-000000000001",
  state: "running",
  askedAt: "2026-10-06T09:00:00.000+08:00",
  run: null,
  problem: null,
}

export const runReconciliation = operation({
  id: "runReconciliation",
  method: "POST",
  path: "/v1/reconciliations",
  tag: "Reconciliations",
  summary: { en: "Reconcile the books with the stored bill", "zh-CN": "用已存账单与账本对账" },
  description: {
    en: "The run is kept, with the digest of all that went in. Its discrepancies are a list of their own. Flags are audited by edition, or without it by what the settings give each RuleId. Many days take a while: with Prefer: respond-async it is answered at once, and goes on.",
    "zh-CN":
      "对账结果会连同全部输入的摘要一起保存。差异另有列表。收费标志按 edition 核查，不填则按配置中各 RuleId 的版本核查。天数多时耗时较长：带 Prefer: respond-async 则立即应答，对账在后台继续。",
  },
  roles: mayAdminister,
  body: {
    schema: Schema.Struct({
      from: BillingDay,
      to: BillingDay,
      ruleId: optional(Schema.NullOr(Text)),
      asOf: optional(Schema.NullOr(AsOf)),
      edition: optional(Schema.NullOr(Schema.Literals(publishedRules.editions))),
    }),
    example: { from: "2026-10-05", to: "2026-10-05" },
  },
  mayBeLater: true,
  answers: {
    201: { description: { en: "The run", "zh-CN": "对账结果" }, schema: Run, example },
    202: {
      description: {
        en: "With Prefer: respond-async: it goes on, and Location says where to ask how",
        "zh-CN": "带 Prefer: respond-async 时：对账继续进行，进度在 Location 所示地址查询",
      },
      schema: LaterRun,
      example: laterExample,
    },
  },
  locations: { 201: "/v1/reconciliations/{id}", 202: "/v1/reconciliation-requests/{request}" },
})

export const readLaterReconciliation = operation({
  id: "readLaterReconciliation",
  method: "GET",
  path: "/v1/reconciliation-requests/{request}",
  tag: "Reconciliations",
  summary: { en: "How a reconciliation goes that goes on in the background", "zh-CN": "后台对账的进度" },
  description: {
    en: "State is running, done (then run is the run that was kept) or failed (then problem says why). It is known for a day.",
    "zh-CN":
      "state 为 running（进行中）、done（已完成，run 为保存的对账结果）或 failed（失败，problem 说明原因）。保留一天。",
  },
  roles: mayRead,
  params: Schema.Struct({ request: Text }),
  parameters: { request: laterExample.request },
  answers: {
    200: { description: { en: "How it goes", "zh-CN": "进度" }, schema: LaterRun, example: laterExample },
  },
  problems: [404],
})

export const listReconciliations = operation({
  id: "listReconciliations",
  method: "GET",
  path: "/v1/reconciliations",
  tag: "Reconciliations",
  summary: { en: "Reconciliations that were kept, the latest first", "zh-CN": "已保存的对账，最新的在前" },
  roles: mayRead,
  query: Schema.Struct({ cursor: optional(runCursor), ...pageFields }),
  formats: listFormats,
  answers: pageAnswer({ en: "A page of reconciliations", "zh-CN": "一页对账" }, Run, example),
})

export const readReconciliation = operation({
  id: "readReconciliation",
  method: "GET",
  path: "/v1/reconciliations/{id}",
  tag: "Reconciliations",
  summary: { en: "One reconciliation", "zh-CN": "一次对账" },
  roles: mayRead,
  params: OfRun,
  parameters: { id: "1" },
  answers: { 200: { description: { en: "The run", "zh-CN": "对账结果" }, schema: Run, example } },
  problems: [404],
})

export const listDiscrepancies = operation({
  id: "listDiscrepancies",
  method: "GET",
  path: "/v1/reconciliations/{id}/discrepancies",
  tag: "Reconciliations",
  summary: { en: "The discrepancies of a reconciliation", "zh-CN": "一次对账的差异" },
  roles: mayRead,
  params: OfRun,
  parameters: { id: "1" },
  query: Schema.Struct({
    kind: optional(Kind),
    day: optional(DayNumber),
    account: optional(Text),
    hasImpact: optional(Flag),
    order: optional(Schema.Literals(["place", "impact"])),
    cursor: optional(runItemCursor),
    ...pageFields,
  }),
  formats: listFormats,
  answers: pageAnswer({ en: "A page of discrepancies", "zh-CN": "一页差异" }, Discrepancy, discrepancyExample),
  problems: [404],
})

export const reconciliationOperations = [
  runReconciliation,
  readLaterReconciliation,
  listReconciliations,
  readReconciliation,
  listDiscrepancies,
]
