/** Every problem: its code, its status, and what a person reads of it in both languages. */
import type { Language } from "@faceid-tally/report"

interface Text {
  readonly title: string
  readonly detail: string
}

interface Entry extends Readonly<Record<Language, Text>> {
  readonly status: number
}

const entry = (status: number, en: readonly [string, string], zh: readonly [string, string]): Entry => ({
  status,
  en: { title: en[0], detail: en[1] },
  "zh-CN": { title: zh[0], detail: zh[1] },
})

export const problemTexts = {
  invalid: entry(
    422,
    [
      "The request is not valid",
      "A field does not hold what belongs there: see errors for each place and what is expected.",
    ],
    ["请求无效", "有字段的内容不符合要求：每处位置和期望的内容见 errors。"],
  ),
  rejected: entry(
    422,
    ["Records of the body are rejected", "Nothing of it was kept: see errors for each place and what is expected."],
    ["请求体中有记录未能读取", "未保存任何内容：每处位置和期望的内容见 errors。"],
  ),
  nothing_compared: entry(
    422,
    [
      "Nothing was compared",
      "There is no attempt and no line of the bill that was asked for, so there is no verdict and nothing was kept: see ruleIds and days for what there is.",
    ],
    [
      "没有可比对的内容",
      "所选范围内既没有核验记录，也没有账单明细，无法给出结论，也未保存：现有内容见 ruleIds 和 days。",
    ],
  ),
  key_reused: entry(
    422,
    ["The Idempotency-Key was used for another request", "Use a new key for a new request."],
    ["该 Idempotency-Key 已用于另一个请求", "新的请求请使用新的键。"],
  ),
  unauthorized: entry(
    401,
    ["A key is needed", "Send a valid key as: Authorization: Bearer ft_… . Keys are made by: faceid-tally key create."],
    ["需要密钥", "请发送有效密钥：Authorization: Bearer ft_…。密钥用 faceid-tally key create 创建。"],
  ),
  forbidden: entry(
    403,
    ["The key may not do this", "Its role does not allow it: see roles for those that do."],
    ["该密钥无权执行此操作", "其角色不允许：可执行的角色见 roles。"],
  ),
  this_machine_only: entry(
    403,
    [
      "Without a key this machine alone is answered",
      "Make a key by faceid-tally key create, or ask from this machine under the name localhost or 127.0.0.1.",
    ],
    ["未配置密钥时只应答本机", "请用 faceid-tally key create 创建密钥，或在本机以 localhost、127.0.0.1 访问。"],
  ),
  evidence_broken: entry(
    500,
    [
      "What is asked for is not what was written",
      "It was changed in the ledger, so it is not shown: GET /v1/evidence/verify tells what was changed.",
    ],
    ["所查内容与写入时不同", "账本中的内容被改动过，因此不予显示：改动之处见 GET /v1/evidence/verify。"],
  ),
  not_found: entry(
    404,
    ["There is no such thing", "Nothing is known under this address."],
    ["未找到", "此地址下没有内容。"],
  ),
  method_not_allowed: entry(
    405,
    ["The address has no such method", "See the header Allow for those it has."],
    ["该地址不支持此方法", "支持的方法见 Allow 头。"],
  ),
  not_acceptable: entry(
    406,
    ["It cannot be had in this form", "See formats for the media types that Accept may name."],
    ["无法以该格式提供", "Accept 可用的媒体类型见 formats。"],
  ),
  timeout: entry(
    408,
    ["The request took too long", "Its body did not come in time: send it again, in smaller parts."],
    ["请求超时", "请求体未及时到达：请分成较小的部分重新发送。"],
  ),
  in_progress: entry(
    409,
    ["The same request is being done", "Ask again with the same Idempotency-Key in a moment."],
    ["相同的请求正在处理", "请稍后用同一个 Idempotency-Key 再试。"],
  ),
  no_credentials: entry(
    409,
    ["The provider cannot be asked", "No credentials are configured for the account: add them to the settings."],
    ["无法访问服务商", "该账号未配置凭证：请在设置中添加。"],
  ),
  no_rule: entry(
    409,
    ["The RuleId is not known", "A result is fetched by BizToken and RuleId: register the BizToken with its RuleId."],
    ["RuleId 未知", "拉取结果需要 BizToken 和 RuleId：请连同 RuleId 登记该 BizToken。"],
  ),
  refused: entry(
    409,
    ["The provider refuses the BizToken", "Its result is no longer there, or never was: see reason."],
    ["服务商拒绝该 BizToken", "其结果已不存在，或从未存在：见 reason。"],
  ),
  not_yet: entry(
    409,
    ["The bill of the day is not available yet", "The provider has it from the time in from on."],
    ["当天账单尚未生成", "服务商从 from 所示时间起提供。"],
  ),
  month_blocked: entry(
    409,
    [
      "The month cannot be closed yet",
      "See blockers for what stands in the way, each with its count. With force and a reason it is closed all the same.",
    ],
    ["本月暂不能结账", "未完成的事项及数量见 blockers。带 force 和 reason 则仍可结账。"],
  ),
  not_latest_month: entry(
    409,
    [
      "A later month is closed",
      "Only the latest closed month, see latest, can be closed again. What has changed since stands in the statement of the next open month.",
    ],
    ["其后的月份已结账", "只有最近结账的月份（见 latest）可以重新结账。此后的变动列在下一个未结账月份的结算单中。"],
  ),
  too_large: entry(
    413,
    ["The body is too large", "See limit for the greatest number of bytes, packed or unpacked."],
    ["请求体过大", "最大字节数（压缩或解压后）见 limit。"],
  ),
  unsupported_media_type: entry(
    415,
    ["The body has a form that is not read here", "See accepts for the media types and codings that are."],
    ["不支持该请求体格式", "支持的媒体类型和编码见 accepts。"],
  ),
  too_many_requests: entry(
    429,
    ["Too many requests at a time", "Ask again after the seconds in Retry-After."],
    ["同时请求过多", "请在 Retry-After 所示秒数后再试。"],
  ),
  malformed: entry(
    400,
    ["The request cannot be read", "It is not HTTP as it should be."],
    ["无法读取请求", "它不符合 HTTP 的要求。"],
  ),
  headers_too_large: entry(
    431,
    ["The headers are too large", "Send fewer or shorter headers."],
    ["请求头过大", "请发送更少或更短的请求头。"],
  ),
  internal: entry(
    500,
    ["A defect of this program", "Tell its authors, with the request id."],
    ["程序缺陷", "请将请求编号告知作者。"],
  ),
  provider_failed: entry(
    502,
    ["The provider did not answer as it should", "See reason; it can be tried again later."],
    ["服务商未正常应答", "见 reason；可稍后再试。"],
  ),
  unavailable: entry(
    503,
    [
      "The books cannot be reached",
      "The database does not answer: see reason, and ask again after the seconds in Retry-After.",
    ],
    ["无法访问账本", "数据库没有应答：见 reason，并在 Retry-After 所示秒数后再试。"],
  ),
  ending: entry(
    503,
    ["The service is ending", "The work was given up: ask again after the seconds in Retry-After."],
    ["服务正在停止", "操作已中止：请在 Retry-After 所示秒数后再试。"],
  ),
  slow: entry(
    503,
    ["It took too long", "The work was given up: ask for fewer days at a time, or again later."],
    ["耗时过长", "已放弃该操作：请减少天数，或稍后再试。"],
  ),
} as const satisfies Readonly<Record<string, Entry>>

export type ProblemCode = keyof typeof problemTexts
export const problemCodes = Object.keys(problemTexts) as ReadonlyArray<ProblemCode>

/** What names a problem in `type`, for programs. */
export const problemType = (code: ProblemCode): string => `urn:faceid-tally:problem:${code}`
