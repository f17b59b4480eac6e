/** BizTokens: registered, listed, and fetched at once. */
import { Attempt, Fetch, State, Verification } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { verificationCursor } from "../../lists/cursors.ts"
import { mayIngest, mayRead, operation } from "../../operations/Operation.ts"
import { attemptExample } from "../attempts/operations.ts"
import { listFormats, pageAnswer, pageFields } from "../../operations/page.ts"
import { DayNumber, Instant, Remarks, Text } from "../../operations/values.ts"

const optional = Schema.optionalKey

const BizToken = Schema.Struct({ bizToken: Text })

const bizToken = "9f3c0a7e-0000-4000-8000-000000000001"
const example = {
  bizToken,
  ruleId: "1",
  account: "default",
  state: "final",
  issuedAt: "2026-10-05T10:00:00.000+08:00",
  estimated: false,
  fetchedAt: "2026-10-05T12:05:00.000+08:00",
  passed: true,
  deadline: "2026-10-08T10:00:00.000+08:00",
  nextDue: null,
  failures: 0,
  failureCode: null,
  refused: false,
  registeredAt: "2026-10-05T10:00:00.100+08:00",
  nfcCharges: null,
}
const whole = {
  ...example,
  attempts: [attemptExample],
  fetches: [{ at: "2026-10-05T12:05:00.000+08:00", outcome: "fetched", code: null, attempts: 1, observations: 1 }],
}

const WholeVerification = Schema.Struct({
  ...Verification.fields,
  attempts: Schema.Array(Attempt),
  fetches: Schema.Array(Fetch),
}).annotate({ identifier: "WholeVerification" })

const Registered = Schema.Struct({ ...Verification.fields, remarks: Remarks }).annotate({
  identifier: "RegisteredVerification",
})

export const registerVerification = operation({
  id: "registerVerification",
  method: "POST",
  path: "/v1/verifications",
  tag: "Verifications",
  summary: { en: "Register a BizToken as DetectAuth brings it", "zh-CN": "登记 DetectAuth 返回的 BizToken" },
  description: {
    en: "Once registered, its result is fetched before the provider forgets it. Registered again it keeps what is known, and gains what was not. A BizToken is one word of letters, digits, - and _; the account, else that of the RuleId in the settings, is one that the settings name; the time of issue is not ahead of the clock.",
    "zh-CN":
      "登记后，会在腾讯云不再提供结果之前拉取。重复登记时保留已知信息，并补上此前未知的。BizToken 由字母、数字、- 和 _ 组成；账号（未填时取设置中该 RuleId 的账号）须是设置中写明的；签发时间不得晚于当前时间。",
  },
  roles: mayIngest,
  body: {
    schema: Schema.Struct({
      bizToken: Text,
      ruleId: Text,
      account: optional(Schema.NullOr(Text)),
      issuedAt: optional(Schema.NullOr(Instant)),
    }),
    example: { bizToken, ruleId: "1", issuedAt: "2026-10-05T10:00:00+08:00" },
  },
  answers: {
    200: {
      description: { en: "It was known", "zh-CN": "此前已登记" },
      schema: Registered,
      example: { ...example, remarks: [] },
    },
    201: {
      description: { en: "It is registered", "zh-CN": "已登记" },
      schema: Registered,
      example: { ...example, remarks: [] },
    },
  },
  locations: { 201: "/v1/verifications/{bizToken}" },
})

export const listVerifications = operation({
  id: "listVerifications",
  method: "GET",
  path: "/v1/verifications",
  tag: "Verifications",
  summary: { en: "BizTokens by their day of issue", "zh-CN": "按签发日期列出 BizToken" },
  roles: mayRead,
  query: Schema.Struct({
    from: optional(DayNumber),
    to: optional(DayNumber),
    state: optional(State),
    account: optional(Text),
    cursor: optional(verificationCursor),
    ...pageFields,
  }),
  formats: listFormats,
  answers: pageAnswer({ en: "A page of BizTokens", "zh-CN": "一页 BizToken" }, Verification, example),
})

export const readVerification = operation({
  id: "readVerification",
  method: "GET",
  path: "/v1/verifications/{bizToken}",
  tag: "Verifications",
  summary: { en: "One BizToken, its attempts, and its history of fetches", "zh-CN": "一个 BizToken、其核验和拉取记录" },
  roles: mayRead,
  params: BizToken,
  parameters: { bizToken },
  answers: {
    200: {
      description: { en: "All that is known of it", "zh-CN": "已知的全部信息" },
      schema: WholeVerification,
      example: whole,
    },
  },
  problems: [404],
})

export const collectVerification = operation({
  id: "collectVerification",
  method: "POST",
  path: "/v1/verifications/{bizToken}/collect",
  tag: "Verifications",
  summary: { en: "Fetch the result of a BizToken now", "zh-CN": "立即拉取一个 BizToken 的结果" },
  roles: mayIngest,
  params: BizToken,
  parameters: { bizToken },
  answers: {
    200: {
      description: { en: "What is known of it now", "zh-CN": "当前已知的信息" },
      schema: WholeVerification,
      example: whole,
    },
  },
  problems: [404, 502],
})

export const verificationOperations = [registerVerification, listVerifications, readVerification, collectVerification]
