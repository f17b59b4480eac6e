/** Months in money: the statement of a month, and what the price plans say. */
import { discrepancyKinds } from "@faceid-tally/core/engine"
import { Count, described, LastStatement, PricesDocument, StatementDocument } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { mayAdminister, mayRead, operation } from "../../operations/Operation.ts"
import { MonthName, Text } from "../../operations/values.ts"
import { RECORD_TYPES } from "../results/operations.ts"

const optional = Schema.optionalKey

const side = { units: 5, packUnits: 3, postpaid: 2, unpriced: 0, billed: "2.40", consumed: "5.70" }
const bill = { units: 6, packUnits: 3, postpaid: 3, unpriced: 0, billed: "3.60", consumed: "6.90" }
const difference = { units: 1, billed: "1.20", consumed: "1.20" }
const noState = { count: 0, impact: 0, claim: 0, claimed: "0.00", eitherWay: "0.00" }
const label = "增强版人脸核身（权威库）-微信"
const packExample = {
  label,
  id: "RP-1",
  free: false,
  from: "2026-10-01",
  to: "2027-09-30",
  units: 3,
}

const statementExample = {
  schema: "statement/1",
  month: "2026-10",
  currency: "CNY",
  run: { id: 2, seal: { seal: 2, head: "ab".repeat(32) }, complete: true, incomplete: [] },
  verdict: "different",
  blockers: [],
  labels: [
    {
      account: "default",
      label,
      value: "1.20",
      ours: side,
      bill,
      difference,
      kinds: [{ kind: discrepancyKinds[0], count: 1, impact: 1, amount: "1.20" }],
      effect: "0.00",
      accountBill: null,
    },
  ],
  accounts: [
    {
      account: "default",
      ours: { units: 5, billed: "2.40", payable: "2.40", consumed: "5.70" },
      bill: { units: 6, billed: "3.60", payable: "3.60", consumed: "6.90" },
      accountBill: null,
    },
  ],
  totals: {
    ours: { units: 5, billed: "2.40", consumed: "5.70" },
    bill: { units: 6, billed: "3.60", consumed: "6.90" },
    difference,
  },
  packs: [
    {
      account: "default",
      ...packExample,
      known: true,
      opening: 3,
      burnt: 3,
      expired: 0,
      left: 0,
      worth: { opening: "3.30", burnt: "3.30", expired: "0.00", left: "0.00" },
    },
  ],
  states: [
    { state: "open", count: 1, impact: 1, claim: 1, claimed: "1.20", eitherWay: "1.20" },
    { state: "accepted", ...noState },
    { state: "disputed", ...noState },
    { state: "credited", ...noState, amount: "0.00", units: 0 },
  ],
  codes: [{ errcode: 0, charges: 5, amount: "6.00" }],
  codesRest: "-0.30",
  nfc: 0,
  adjustments: [],
  earlier: [],
  close: null,
  stale: false,
}

export const readStatement = operation({
  id: "readStatement",
  method: "GET",
  path: "/v1/statements/{month}",
  tag: "Statements",
  summary: { en: "A calendar month in money", "zh-CN": "月度结算单" },
  description: {
    en: "By the last reconciliation of the month; stale says whether something was written since. POST /v1/reconciliations makes a new one. As CSV it is the table of billing labels, as XLSX a sheet for each table.",
    "zh-CN":
      "按该月最近一次对账得出；stale 表示此后账本是否又有写入，可用 POST /v1/reconciliations 重新对账。CSV 为计费标签表，XLSX 每张表一个工作表。",
  },
  roles: mayRead,
  params: Schema.Struct({ month: MonthName }),
  query: Schema.Struct({ account: optional(Text), invoice: optional(Text) }),
  parameters: { month: "2026-10" },
  formats: ["json", "csv", "xlsx"],
  answers: {
    200: { description: { en: "The statement", "zh-CN": "结算单" }, schema: LastStatement, example: statementExample },
  },
})

const { stale: _stale, ...closedExample } = {
  ...statementExample,
  close: {
    revision: 1,
    forced: false,
    reason: null,
    by: "wang",
    at: "2026-11-05T09:00:00.000+08:00",
    items: "cf9a5200a2330bc6",
    decisions: 1,
  },
  plans: [{ account: "default", text: '{"currency":"CNY","labels":[]}' }],
}

export const closeStatement = operation({
  id: "closeStatement",
  method: "POST",
  path: "/v1/statements/{month}/close",
  tag: "Statements",
  summary: { en: "Close a month", "zh-CN": "月度结账" },
  description: {
    en: "The month is reconciled if the books have changed, and its statement is kept: it is printed from what was kept ever after. What stands in the way is answered with 409 and blockers; with force and a reason it is closed all the same. A closed month is answered as it was kept; with a reason the latest closed month is closed again, as a revision.",
    "zh-CN":
      "账本有变动时先对账，然后保存结算单，此后始终按保存的内容输出。有未完成事项时应答 409 和 blockers；带 force 和 reason 则仍结账。已结账的月份按保存的内容应答；最近结账的月份带 reason 可重新结账，版本号加一。",
  },
  roles: mayAdminister,
  params: Schema.Struct({ month: MonthName }),
  parameters: { month: "2026-10" },
  body: {
    schema: Schema.Struct({
      force: optional(Schema.Boolean),
      reason: optional(Schema.NullOr(Text)),
      invoice: optional(Schema.NullOr(Text)),
      invoices: optional(
        described(Schema.Record(Schema.String, Text), "Of several accounts: what the invoice of each says, in yuan"),
      ),
    }),
    example: { force: true, reason: "the last day will not be billed", invoices: { default: "225.72" } },
  },
  answers: {
    200: {
      description: { en: "The month as it is kept, closed before", "zh-CN": "此前已结账，按保存的内容应答" },
      schema: StatementDocument,
      example: closedExample,
    },
    201: {
      description: { en: "The month is closed", "zh-CN": "已结账" },
      schema: StatementDocument,
      example: closedExample,
    },
  },
  problems: [409],
})

export const readPrices = operation({
  id: "readPrices",
  method: "GET",
  path: "/v1/prices",
  tag: "Statements",
  summary: { en: "What the price plans say of a month, and what packs have left", "zh-CN": "月度价目与资源包余量" },
  roles: mayRead,
  query: Schema.Struct({ month: optional(MonthName) }),
  answers: {
    200: {
      description: { en: "The prices", "zh-CN": "价目" },
      schema: PricesDocument,
      example: {
        schema: "prices/1",
        month: "2026-10",
        accounts: [
          {
            account: "default",
            source: "contract 2026-0815",
            labels: [
              {
                label,
                rules: ["1001"],
                chargeType: "核身",
                component: label,
                mode: "flat",
                rows: [{ units: 1, price: "1.20", billed: "1.20", edge: false }],
              },
            ],
            packs: [{ ...packExample, left: 0 }],
          },
        ],
      },
    },
  },
})

const StoredAccountBill = Schema.Struct({
  month: MonthName,
  account: Schema.String,
  version: Schema.Int,
  digest: Schema.String,
  isNew: Schema.Boolean,
  early: described(Schema.Boolean, "Seen before the 3rd of the next month: it may still change"),
  rows: described(Count, "Rows of FaceID, which are kept"),
  dropped: described(Count, "Rows of other products, which are not kept"),
  otherMonths: described(Count, "Rows that begin in another month, as in a bill by deduction cycle"),
}).annotate({ identifier: "StoredAccountBill" })
const storedExample = {
  month: "2026-10",
  account: "default",
  version: 1,
  digest: "6a2de6e95781900c51b61d586acccb94cabe99a1f09c9b577cd1aec38bef7575",
  isNew: true,
  early: false,
  rows: 3,
  dropped: 12,
  otherMonths: 0,
}

export const putAccountBill = operation({
  id: "putAccountBill",
  method: "PUT",
  path: "/v1/account-bills/{month}",
  tag: "Statements",
  summary: {
    en: "Store the account bill of a month: what is really paid",
    "zh-CN": "存入某月的账户账单，即实际支付的金额",
  },
  description: {
    en: "The bill details (L3) as CSV or XLSX, or pages of DescribeBillDetail as JSON or NDJSON, of this month and account. Rows of other products are counted and not kept. The same content is no new version. Nothing is kept where anything is rejected.",
    "zh-CN":
      "明细账单（L3）的 CSV 或 XLSX，或 DescribeBillDetail 的分页结果（JSON 或 NDJSON），须为该月该账号的账单。其他产品的行只计数，不保存。内容相同时不产生新版本。只要有一行未能读取，就什么都不存。",
  },
  roles: mayAdminister,
  params: Schema.Struct({ month: MonthName }),
  parameters: { month: "2026-10" },
  query: Schema.Struct({ account: optional(Text) }),
  upload: {
    types: RECORD_TYPES,
    examples: {
      "application/json": {
        Response: {
          DetailSet: [
            {
              BusinessCodeName: "人脸核身",
              ProductCodeName: "人脸核身",
              ActionTypeName: "按量计费月结",
              BillMonth: "2026-10",
              FeeBeginTime: "2026-10-01 00:00:00",
              ComponentSet: [
                { ItemCodeName: "人脸核身-App SDK", UsedAmount: "3", ContractPrice: "1", RealCost: "3.00" },
              ],
            },
          ],
        },
      },
    },
  },
  answers: {
    200: {
      description: { en: "It was stored before as it is", "zh-CN": "此前已存有相同内容" },
      schema: StoredAccountBill,
      example: { ...storedExample, isNew: false },
    },
    201: {
      description: { en: "A new version is stored", "zh-CN": "已存为新版本" },
      schema: StoredAccountBill,
      example: storedExample,
    },
  },
})

export const statementOperations = [readStatement, closeStatement, readPrices, putAccountBill]
