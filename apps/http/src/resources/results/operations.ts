/** Results in: counted alone, or kept. */
import { rejectionCodes } from "@faceid-tally/core/engine"
import { Count, Group, recordCounts } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { mediaTypes } from "../../operations/formats.ts"
import { anyRole, mayIngest, operation, type Upload } from "../../operations/Operation.ts"
import { Remarks } from "../../operations/values.ts"

const optional = Schema.optionalKey

/** A rejected record. At most the first hundred are listed; `rejected` counts all. */
const RecordFault = Schema.Struct({
  line: Count,
  column: Count,
  code: Schema.Literals(rejectionCodes),
  path: Schema.String,
  expected: optional(Schema.String),
  met: optional(Schema.String),
  sheet: optional(Schema.String),
  operation: optional(Schema.String),
}).annotate({ identifier: "RecordFault" })

const result = {
  BizToken: "9f3c0a7e-0000-4000-8000-000000000001",
  RuleId: "1",
  Response: {
    Text: {
      ErrCode: 0,
      LivenessDetail: [{ ReqTime: "1760000000000", Seq: "seq-1", IsNeedCharge: true, Errcode: 0 }],
    },
  },
}

export const RECORD_TYPES = [
  "application/json",
  "application/x-ndjson",
  "application/ndjson",
  "application/jsonl",
  "text/csv",
  "application/gzip",
  "application/octet-stream",
  mediaTypes.xlsx,
]

const upload: Upload = { types: RECORD_TYPES, examples: { "application/json": result } }

const counted = {
  records: 1,
  results: 1,
  apiErrors: 0,
  rejected: 0,
  entries: 1,
  attempts: 1,
  charges: 1,
  uncharged: 0,
  unknown: 0,
  unidentified: 0,
  duplicates: 0,
  conflicts: 0,
  nfcCharges: 0,
  errors: [],
  remarks: [],
}

export const countResults = operation({
  id: "countResults",
  method: "POST",
  path: "/v1/count",
  tag: "Results",
  summary: { en: "Count the charges of results; nothing is kept", "zh-CN": "统计结果中的计费次数，不保存任何内容" },
  description: {
    en: "Takes one result, documents, NDJSON or a table of attempts, packed by gzip or not, of any size: what it is, is told by its content.",
    "zh-CN": "可以是一个结果、JSON 文档、NDJSON 或核验表格，是否用 gzip 压缩均可，大小不限：格式由内容判断。",
  },
  roles: anyRole,
  query: Schema.Struct({ by: optional(Schema.Literals(["day", "rule", "errcode", "token", "account"])) }),
  upload,
  answers: {
    200: {
      description: { en: "The counts", "zh-CN": "统计结果" },
      schema: Schema.Struct({
        ...recordCounts,
        groups: optional(Schema.Array(Group)),
        errors: Schema.Array(RecordFault),
        remarks: Remarks,
      }).annotate({ identifier: "Count" }),
      example: counted,
    },
  },
})

export const storeResults = operation({
  id: "storeResults",
  method: "POST",
  path: "/v1/results",
  tag: "Results",
  summary: { en: "Keep results", "zh-CN": "存入结果" },
  description: {
    en: "Takes what /v1/count takes. One JSON document is kept as a whole, or refused as a whole where anything in it is rejected. Of NDJSON and tables records are kept in batches as they come in, and what is rejected is listed by its line. Sent again, nothing changes: new and changed are then 0.",
    "zh-CN":
      "接受的内容与 /v1/count 相同。单个 JSON 文档要么整体保存，要么因其中任何一条未能读取而整体拒绝；NDJSON 和表格边接收边分批保存，未能读取的按行列出。重复发送不会有任何变化：此时 new 和 changed 均为 0。",
  },
  roles: mayIngest,
  upload,
  answers: {
    200: {
      description: { en: "What was read, and what of it was new", "zh-CN": "读取的内容，以及其中新增的部分" },
      schema: Schema.Struct({
        ...recordCounts,
        new: Count,
        changed: Count,
        errors: Schema.Array(RecordFault),
        remarks: Remarks,
      }).annotate({ identifier: "StoredResults" }),
      example: { ...counted, new: 1, changed: 0 },
    },
  },
})

export const resultOperations = [countResults, storeResults]
