/** The provider's bill as it is stored: by day, in versions. */
import { DEFAULT_ACCOUNT } from "@faceid-tally/core/engine"
import { BillLine, BillVersion, Count, PullOutcome } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { billDayCursor, lineCursor } from "../../lists/cursors.ts"
import { mayAdminister, mayRead, operation } from "../../operations/Operation.ts"
import { listFormats, pageAnswer, pageFields, pageOf } from "../../operations/page.ts"
import { RECORD_TYPES } from "../results/operations.ts"
import { DayNumber, Ordinal, Remarks, Text } from "../../operations/values.ts"

const optional = Schema.optionalKey

const OfDay = Schema.Struct({ day: DayNumber })
const day = "2026-10-05"

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

const Bill = Schema.Struct({
  ...BillVersion.fields,
  versions: Schema.Array(BillVersion),
  ...pageOf(BillLine).fields,
}).annotate({ identifier: "Bill" })

export const listBills = operation({
  id: "listBills",
  method: "GET",
  path: "/v1/bills",
  tag: "Bills",
  summary: { en: "The latest version of each bill day", "zh-CN": "每日账单的最新版本" },
  roles: mayRead,
  query: Schema.Struct({
    from: optional(DayNumber),
    to: optional(DayNumber),
    account: optional(Text),
    cursor: optional(billDayCursor),
    ...pageFields,
  }),
  formats: listFormats,
  answers: pageAnswer({ en: "A page of bill days", "zh-CN": "一页每日账单" }, BillVersion, versionExample),
})

export const readBill = operation({
  id: "readBill",
  method: "GET",
  path: "/v1/bills/{day}",
  tag: "Bills",
  summary: {
    en: "One day's bill: its versions, and the lines of the latest or of the one that is asked for",
    "zh-CN": "某日账单：各版本，以及最新版本（或指定版本）的明细",
  },
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
      description: { en: "The versions, and a page of lines", "zh-CN": "各版本，以及一页明细" },
      schema: Bill,
      example: { ...versionExample, versions: [versionExample], items: [lineExample], next: null },
    },
  },
  problems: [404],
})

const PulledDays = Schema.Struct({ days: Schema.Array(PullOutcome) }).annotate({ identifier: "PulledDays" })
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
  summary: {
    en: "Pull the bill of a day from the provider, of one account or of all",
    "zh-CN": "从腾讯云拉取某日账单，可指定一个账号，默认所有账号",
  },
  description: {
    en: "A pull that stopped goes on where it stopped. What equals the version before is no new version.",
    "zh-CN": "中断的拉取会从中断处继续。内容与上一版本相同时，不产生新版本。",
  },
  roles: mayAdminister,
  params: OfDay,
  parameters: { day },
  query: Schema.Struct({ account: optional(Text), ruleId: optional(Text) }),
  answers: {
    200: {
      description: { en: "What became of it, account by account", "zh-CN": "各账号的拉取结果" },
      schema: PulledDays,
      example: pulledExample,
    },
    202: {
      description: { en: "Another process is pulling it", "zh-CN": "另一个进程正在拉取" },
      schema: PulledDays,
      example: { days: [{ account: DEFAULT_ACCOUNT, day, ruleId: null, outcome: "held" }] },
    },
  },
  problems: [502],
})

const Uploaded = Schema.Struct({
  pages: Count,
  lines: Count,
  days: Schema.Array(BillVersion),
  remarks: Remarks,
}).annotate({
  identifier: "ImportedBill",
})
const uploadedExample = { pages: 1, lines: 120, days: [{ ...versionExample, source: "import" }], remarks: [] }

export const putBill = operation({
  id: "putBill",
  method: "PUT",
  path: "/v1/bills/{day}",
  tag: "Bills",
  summary: { en: "Store the bill of a day from a file", "zh-CN": "从文件存入某日账单" },
  description: {
    en: "The provider's pages as JSON or NDJSON, or a table as CSV or XLSX, of this day alone; what names no day is taken as this day's. The same content is no new version. The day is over in China. Nothing is kept where anything is rejected.",
    "zh-CN":
      "腾讯云的账单页（JSON 或 NDJSON），或 CSV、XLSX 表格，只能是这一天的内容；未写日期的按这一天处理。这一天须已结束（北京时间）。内容相同时不产生新版本。只要有一条未能读取，就什么都不存。",
  },
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
    200: {
      description: { en: "It was stored before as it is", "zh-CN": "此前已存有相同内容" },
      schema: Uploaded,
      example: uploadedExample,
    },
    201: {
      description: { en: "A new version is stored", "zh-CN": "已存为新版本" },
      schema: Uploaded,
      example: uploadedExample,
    },
  },
})

export const billOperations = [listBills, readBill, putBill, pullBill]
