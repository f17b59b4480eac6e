/** Months in money: the statement of a month, and what the price plans say. */
import { discrepancyKinds, monthOf } from "@faceid-tally/core"
import { LastStatement, PricesDocument } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { mayRead, operation } from "../../operations/Operation.ts"
import { Text } from "../../operations/values.ts"

const optional = Schema.optionalKey

/** A calendar month of a request. */
const MonthName = Schema.String.check(
  Schema.makeFilter((text: string) => monthOf(text) !== undefined, { expected: "a month YYYY-MM" }),
)

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

export const statementOperations = [readStatement, readPrices]
