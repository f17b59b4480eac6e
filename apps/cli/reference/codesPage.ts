/** The page of kinds and codes: what programs meet in JSON and in problems, with the sentence that people read of each. */
import { type DiscrepancyKind, discrepancyKinds, rejectionCodes, whyCodes } from "@faceid-tally/core/engine"
import { booksErrorCodes } from "@faceid-tally/host"
import { alertKinds } from "@faceid-tally/books/engine"
import { type Language, reconcileText, rejectionMessage, sharedText } from "@faceid-tally/report"

import { problemCodes, problemTexts } from "../../http/src/problem/problemTexts.ts"
import { anchor, code, MADE, page, table, type Words } from "./markdown.ts"

const words = {
  title: { en: "# Kinds and codes", "zh-CN": "# 差异类别与代码" },
  intro: {
    en: "What stands in JSON documents, tables and problems. Codes are stable: new ones are added, none is renamed. `{…}` stands for a fact.",
    "zh-CN": "JSON 文档、表格和错误应答中的代码。代码保持不变：只会新增，不会改名。`{…}` 代表具体内容。",
  },
  kinds: { en: "## Discrepancy kinds", "zh-CN": "## 差异类别" },
  reasons: { en: "## Reasons of discrepancies", "zh-CN": "## 差异原因" },
  rejections: { en: "## Rejected records", "zh-CN": "## 未能读取的记录" },
  aboutRejections: {
    en: "A record that cannot be read counts for nothing, and is told with its file, line and column; the rest goes on.",
    "zh-CN": "未能读取的记录不计入任何合计，并逐条给出文件、行、列；其余照常处理。",
  },
  problems: { en: "## Problems of the HTTP service", "zh-CN": "## HTTP 服务的错误应答" },
  aboutProblems: {
    en: "`application/problem+json`; `type` is `urn:faceid-tally:problem:` and the code.",
    "zh-CN": "格式为 `application/problem+json`；`type` 为 `urn:faceid-tally:problem:` 加代码。",
  },
  errors: { en: "## Errors of the library", "zh-CN": "## 程序库的错误" },
  aboutErrors: {
    en: "`code` of a `BooksError`, as `openBooks()` throws it.",
    "zh-CN": "`openBooks()` 抛出的 `BooksError` 的 `code`。",
  },
  alerts: { en: "## Alerts", "zh-CN": "## 告警" },
  aboutAlerts: {
    en: "What to do about each stands in the runbook.",
    "zh-CN": "各告警的处理办法见运维手册。",
  },
  kind: { en: "kind", "zh-CN": "类别" },
  name: { en: "in reports", "zh-CN": "报告中的名称" },
  impact: { en: "impact", "zh-CN": "影响笔数" },
  code: { en: "code", "zh-CN": "代码" },
  sentence: { en: "what people read", "zh-CN": "说明" },
  status: { en: "status", "zh-CN": "状态码" },
} as const satisfies Readonly<Record<string, Words>>

/** What each adds to the bill's total over ours. */
const impacts: Readonly<Record<DiscrepancyKind, Words>> = {
  missing_in_bill: { en: "−1", "zh-CN": "−1" },
  missing_in_ledger: { en: "+1", "zh-CN": "+1" },
  charge_mismatch: { en: "+1 or −1", "zh-CN": "+1 或 −1" },
  duplicate_in_bill: { en: "+1; 0 if not charged", "zh-CN": "+1；未收费为 0" },
  day_shift: {
    en: "+1 or −1 where the period cuts between the two days, else 0",
    "zh-CN": "两个日期只有一个在所选日期内时为 +1 或 −1，否则为 0",
  },
  code_mismatch: { en: "0", "zh-CN": "0" },
  token_mismatch: { en: "0", "zh-CN": "0" },
  count_mismatch: { en: "0", "zh-CN": "0" },
  unknown_flag: { en: "0", "zh-CN": "0" },
  uncollected: { en: "0", "zh-CN": "0" },
  rule_violation: { en: "0", "zh-CN": "0" },
}

/** Each fact of a sentence as its name. */
const named = new Proxy<Readonly<Record<string, string>>>({}, { get: (_, name) => `{${String(name)}}` })

const alertWords: Readonly<Record<(typeof alertKinds)[number], Words>> = {
  overcharged_day: { en: "a day is charged too much", "zh-CN": "某天多收费" },
  unexplained_day: { en: "we have charges that a day's bill does not have", "zh-CN": "我方有收费，当天账单没有" },
  token_deadline: { en: "BizTokens are about to be lost, or are", "zh-CN": "有 BizToken 即将过期或已过期" },
  provider_refuses: { en: "the provider refuses an account", "zh-CN": "腾讯云拒绝某个账号的请求" },
  provider_outage: { en: "the provider does not answer", "zh-CN": "腾讯云没有应答" },
  bill_rerun: { en: "a bill that was pulled has changed", "zh-CN": "已拉取的账单发生变化" },
  pull_late: { en: "a bill is not there at 10:00", "zh-CN": "账单延迟出账（10:00 仍没有）" },
  month_ready_to_close: { en: "a month can be closed", "zh-CN": "某月可以结账" },
  decision_conflict: {
    en: "a decision fits no more, because what it is about has changed",
    "zh-CN": "处理结论不再适用：对应的差异已变化",
  },
  event_conflict: { en: "an event came twice with different bodies", "zh-CN": "同一事件编号两次内容不同" },
  event_refused: { en: "signed events are refused", "zh-CN": "有签名事件被拒绝" },
  heartbeat: { en: "the daily sign of life", "zh-CN": "每日心跳" },
}

const errorWords: Readonly<Record<(typeof booksErrorCodes)[number], Words>> = {
  node: { en: "this Node has no `node:sqlite`", "zh-CN": "所用的 Node 没有 `node:sqlite`" },
  settings: { en: "the settings cannot be used", "zh-CN": "配置有误" },
  argument: { en: "an argument is not what it has to be", "zh-CN": "参数有误" },
  rejected: { en: "an answer is no result; nothing of it was recorded", "zh-CN": "应答不是核身结果，未记录" },
  nothing_compared: { en: "nothing is there to be compared", "zh-CN": "没有可比对的内容" },
  ledger: { en: "the database is away, busy, or refuses", "zh-CN": "数据库没有应答、繁忙或拒绝" },
  provider: { en: "the provider did not answer, or refuses", "zh-CN": "腾讯云没有应答或拒绝请求" },
  evidence: { en: "what is in the ledger is not what was written", "zh-CN": "账本中的内容与写入时不同" },
  closed: { en: "the books are closed", "zh-CN": "账本已关闭" },
  defect: { en: "a defect of this program", "zh-CN": "程序缺陷" },
}

export const codesPage = (language: Language): string => {
  const say = (name: keyof typeof words) => words[name][language]
  const shared = sharedText[language]
  const why = reconcileText[language].why
  return page(
    MADE[language],
    say("title"),
    say("intro"),
    `${anchor("kinds")}\n${say("kinds")}`,
    table(
      [say("kind"), say("name"), say("impact")],
      discrepancyKinds.map((kind) => [code(kind), shared.kind[kind], impacts[kind][language]]),
    ),
    `${anchor("reasons")}\n${say("reasons")}`,
    table(
      [say("code"), say("sentence")],
      whyCodes.map((each) => [code(each), why[each](named)]),
    ),
    `${anchor("rejections")}\n${say("rejections")}`,
    say("aboutRejections"),
    table(
      [say("code"), say("sentence")],
      rejectionCodes.map((each) => [code(each), rejectionMessage({ code: each, path: [], ...factsOf(each) }, shared)]),
    ),
    `${anchor("problems")}\n${say("problems")}`,
    say("aboutProblems"),
    table(
      [say("code"), say("status"), say("sentence")],
      problemCodes.map((each) => {
        const { status, [language]: text } = problemTexts[each]
        return [code(each), String(status), `${text.title}${language === "en" ? ". " : "。"}${text.detail}`]
      }),
    ),
    `${anchor("errors")}\n${say("errors")}`,
    say("aboutErrors"),
    table(
      [say("code"), say("sentence")],
      booksErrorCodes.map((each) => [code(each), errorWords[each][language]]),
    ),
    `${anchor("alerts")}\n${say("alerts")}`,
    say("aboutAlerts"),
    table(
      [say("kind"), say("sentence")],
      alertKinds.map((kind) => [`[${code(kind)}](../../runbook/${language}.md#${kind})`, alertWords[kind][language]]),
    ),
  )
}

/** Those whose sentence depends on whether there is a name are told as they are without. */
const factsOf = (each: (typeof rejectionCodes)[number]) =>
  ["no_result", "no_bill", "text_after_value", "other_format"].includes(each)
    ? {}
    : { expected: "{expected}", met: "{met}" }
