/** The published rules, and the proof that the books were not touched. */
import { receiptKinds } from "@faceid-tally/books/engine"
import { publishedRules, readHead } from "@faceid-tally/core/engine"
import { CodeExplanation, Receipt, Verified } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { mayRead, operation } from "../../operations/Operation.ts"
import { Text, textTo, WholeNumber } from "../../operations/values.ts"

const optional = Schema.optionalKey

export const readChargeRules = operation({
  id: "readChargeRules",
  method: "GET",
  path: "/v1/charge-rules",
  tag: "Rules",
  summary: { en: "The published charge rules", "zh-CN": "公开的计费规则" },
  description: {
    en: "What each return code means, and which edition charges it. They audit the provider's flag and never overwrite it.",
    "zh-CN": "每个返回码的含义，以及哪些版本对其计费。规则只用来核对腾讯云给出的标志，从不改写它。",
  },
  roles: mayRead,
  query: Schema.Struct({ errcode: optional(WholeNumber), edition: optional(Schema.Literals(publishedRules.editions)) }),
  answers: {
    200: {
      description: { en: "The rules by return code", "zh-CN": "按返回码列出的规则" },
      schema: Schema.Struct({ editions: Schema.Array(Schema.String), items: Schema.Array(CodeExplanation) }),
      example: { editions: publishedRules.editions, items: [publishedRules.explain(0)] },
    },
  },
})

export const verifyEvidence = operation({
  id: "verifyEvidence",
  method: "GET",
  path: "/v1/evidence/verify",
  tag: "Evidence",
  summary: { en: "Prove that the books were not touched", "zh-CN": "证明账本未被改动" },
  description: {
    en: "Recomputes everything. With the head of a seal that you kept, also that nothing since was cut or rewritten.",
    "zh-CN": "重新计算全部内容。给出此前保存的存证哈希时，还会证明此后没有内容被删减或改写。",
  },
  roles: mayRead,
  query: Schema.Struct({
    head: optional(textTo(Schema.String, readHead, "the head of a seal, which has 64 hex digits")),
  }),
  answers: {
    200: {
      description: { en: "What was found", "zh-CN": "验证结果" },
      schema: Verified,
      example: {
        ok: true,
        rows: 1200,
        batches: 14,
        seals: 9,
        head: null,
        unsealed: 0,
        broken: null,
        breaks: 0,
        remarks: [],
        removed: [],
        database: "whole",
        workInProgress: ["request", "verification.next_due"],
      },
    },
  },
})

const hash = "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef"

export const readReceipt = operation({
  id: "readReceipt",
  method: "GET",
  path: "/v1/evidence/receipts/{seq}",
  tag: "Evidence",
  summary: {
    en: "The proof, for one row, that it was in the ledger at a seal",
    "zh-CN": "证明某一行在某次存证时已在账本中",
  },
  description: {
    en: "The key is a Seq: of its observations the one that stands, else its line of the bill. With kind it is the key of a row of that kind: a Seq or a BizToken, or the row's numbers joined by / (escaped as %2F). It can be checked without the ledger. There is none before a seal covers the row: seals are made each minute.",
    "zh-CN":
      "键为 Seq：取其现行的记录，没有则取其账单明细。给出 kind 时，键属于该类的行：Seq、BizToken，或以 /（写作 %2F）连接的编号。凭证可脱离账本验证。存证覆盖该行之前没有凭证；存证每分钟进行一次。",
  },
  roles: mayRead,
  params: Schema.Struct({ seq: Text }),
  query: Schema.Struct({ kind: optional(Schema.Literals(receiptKinds)) }),
  parameters: { seq: "seq-1" },
  answers: {
    200: {
      description: { en: "The receipt", "zh-CN": "凭证" },
      schema: Receipt,
      example: {
        version: 1,
        kind: "observation",
        key: "seq-1",
        seq: "seq-1",
        row: "[…]",
        batch: { number: 3, rows: 2, index: 1, path: [hash], root: hash },
        seal: {
          number: 2,
          sealedAt: 1_791_165_660_000,
          firstBatch: 2,
          lastBatch: 3,
          previous: hash,
          root: hash,
          path: [hash],
          head: hash,
        },
      },
    },
  },
  problems: [404],
})

export const evidenceOperations = [readChargeRules, verifyEvidence, readReceipt]
