/** What is said of the books, in both languages. It is apart from other texts, so that counting files need not load it. */
import type { Registered, RepeatedField, Seal, Stored } from "@faceid-tally/books/engine"
import type { VerificationState } from "@faceid-tally/core/engine"

import type { Language } from "../language/Language.ts"
import { failureTexts } from "./failureTexts.ts"
import { verifyTexts } from "./verifyTexts.ts"
import { both, type Both, byLanguage } from "../language/both.ts"
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"

type RegisteredCounts = Pick<Registered, "given" | "new" | "changed" | "expired">

const registeredCounts = both(
  ({ given, new: fresh, changed, expired }: RegisteredCounts) =>
    `${plural(given, "BizToken")}: ${n(fresh)} new, ${n(changed)} changed` +
    (expired === 0 ? "" : `, ${n(expired)} expired`),
  ({ given, new: fresh, changed, expired }) =>
    `${n(given)} 个 BizToken（新增 ${n(fresh)}，更新 ${n(changed)}${expired === 0 ? "" : `，已过期 ${n(expired)}`}）`,
)

const state: Readonly<Record<VerificationState, Both<string>>> = {
  registered: both("registered, not fetched yet", "已登记，尚未拉取"),
  collected: both("fetched, may gain attempts", "已拉取，还可能增加核验"),
  final: both("final", "已完成"),
  lapsed: both("lapsed: fetched, never final", "已失效：拉取过，但从未完成"),
  expired: both("expired: never fetched", "已过期：从未拉取"),
}

const repeatedFields: Readonly<Record<RepeatedField, Both<string>>> = {
  ruleSet: both("the rules by which flags are audited are others", "核查标志所用的规则已不同"),
  billVersions: both("the versions of the bill are not those that were read", "账单版本与当时读取的不同"),
  attempts: both("attempts", "核验次数"),
  ledgerCharges: both("charges by our records", "我方计费次数"),
  lines: both("lines of the bill", "账单明细"),
  billCharges: both("charges by the bill", "账单计费次数"),
  matched: both("matched", "相符"),
  difference: both("difference", "差额"),
  complete: both("complete", "账单完整"),
  items: both("the discrepancies are not the same", "差异明细不同"),
}

export const booksText = byLanguage({
  ...failureTexts,
  ...verifyTexts,
  state,
  notAHead: both(
    "This is no head of a seal: a head has 64 hex digits, as it was printed.",
    "这不是存证哈希：存证哈希是 64 位十六进制数，请完整复制。",
  ),
  ledgerFailed: both(
    (why: string, code: string | null) => `Ledger error${code === null ? "" : ` (${code})`}: ${why}`,
    (why, code) => `账本操作失败${code === null ? "" : `（${code}）`}。${why}`,
  ),
  providerFailed: both(
    (account: string, why: string, detail: string | null) =>
      `The provider did not answer for the account ${account}${detail === null ? "" : ` (${detail})`}. ${why}`,
    (account, why, detail) => `账号 ${account} 的请求失败${detail === null ? "" : `（${detail}）`}。${why}`,
  ),
  /** `why`: what the circuit opened for. */
  leftAlone: both(
    (why: string) => `${why} It failed several times in a row and is left alone for a while.`,
    (why) => `${why}已连续多次失败，暂停请求一段时间。`,
  ),
  detailed: both(
    (name: string, detail: string) => `${name} (${detail})`,
    (name, detail) => `${name}（${detail}）`,
  ),
  after: both(
    (name: string, cause: string) => `${name} after ${cause}`,
    (name, cause) => `${name}，原因是 ${cause}`,
  ),
  registered: both(
    (counts: RegisteredCounts) => `Registered ${registeredCounts.en(counts)}.`,
    (counts) => `已登记 ${registeredCounts["zh-CN"](counts)}。`,
  ),
  wouldRegister: both(
    (counts: RegisteredCounts) => `Would register ${registeredCounts.en(counts)}.`,
    (counts) => `将登记 ${registeredCounts["zh-CN"](counts)}。`,
  ),
  stored: both(
    ({ records, observations, known, attempts, changed }: Stored) =>
      `Stored ${plural(records, "result")}: ${plural(observations, "observation")} new, ${n(known)} known; ` +
      `${plural(attempts, "attempt")} new, ${n(changed)} changed.`,
    ({ records, observations, known, attempts, changed }) =>
      `存入结果 ${n(records)} 条：新增记录 ${n(observations)} 条，已有 ${n(known)} 条；` +
      `新增核验 ${n(attempts)} 次，变更 ${n(changed)} 次。`,
  ),
  wouldStore: both(
    (records: number) => `Would store ${plural(records, "result")}.`,
    (records) => `将存入结果 ${n(records)} 条。`,
  ),
  collected: both(
    (fetched: number, observations: number, final: number) =>
      `Fetched ${plural(fetched, "result")}: ${plural(observations, "observation")} new, ${n(final)} final.`,
    (fetched, observations, final) =>
      `拉取结果 ${n(fetched)} 个：新增记录 ${n(observations)} 条，已完成 ${n(final)} 个。`,
  ),
  wouldCollect: both(
    (due: number) => `Would fetch ${plural(due, "result")}.`,
    (due) => `将拉取结果 ${n(due)} 个。`,
  ),
  retried: both(
    (code: string, count: number, why: string | null) =>
      `${n(count)} to be tried again: ${code}.${why === null ? "" : ` ${why}`}`,
    (code, count, why) => `${n(count)} 个稍后重试：${code}。${why ?? ""}`,
  ),
  refused: both(
    (code: string, count: number, why: string | null) =>
      `${n(count)} refused for good: ${code}.${why === null ? "" : ` ${why}`}`,
    (code, count, why) => `${n(count)} 个被腾讯云拒绝：${code}。${why ?? ""}`,
  ),
  released: both(
    (count: number) => `${n(count)} given back without being asked for.`,
    (count) => `${n(count)} 个未请求，已退回。`,
  ),
  /** Nothing was due, and nothing waits. */
  nothingDue: both("Nothing is due.", "现在没有待拉取的结果。"),
  /** `where`: the machine and the process that hold them, where that is known. */
  heldByOther: both(
    (count: number, until: string, where: { readonly host: string; readonly pid: number } | null) =>
      `${n(count)} ${count === 1 ? "is" : "are"} held by another process until ${until}` +
      `${where === null ? "" : ` (process ${where.pid} on ${where.host})`}.`,
    (count, until, where) =>
      `${n(count)} 个由另一进程占用，至 ${until} 为止${where === null ? "" : `（${where.host} 上的进程 ${where.pid}）`}。`,
  ),
  dueLater: both(
    (count: number, from: string) =>
      count === 1 ? `1 is not due before ${from}.` : `${n(count)} are not due yet, the first of them at ${from}.`,
    (count, from) =>
      count === 1 ? `1 个尚未到拉取时间，应在 ${from} 拉取。` : `${n(count)} 个尚未到拉取时间，最早一个在 ${from}。`,
  ),
  stillDue: both(
    (account: string, count: number) =>
      `${n(count)} of the account ${account} ${count === 1 ? "is" : "are"} still due.`,
    (account, count) => `账号 ${account} 还有 ${n(count)} 个待拉取。`,
  ),
  stopped: both(
    (account: string, ruleId: string | null, isMostRefused: boolean) =>
      `Stopped for the account ${account}${ruleId === null ? "" : `, RuleId ${ruleId}`}` +
      `${isMostRefused ? ", because most BizTokens are refused: it is a setting" : ""}.`,
    (account, ruleId, isMostRefused) =>
      `账号 ${account}${ruleId === null ? "" : `、RuleId ${ruleId}`} 已停止` +
      `${isMostRefused ? "：多数 BizToken 被拒绝，应是配置有误" : ""}。`,
  ),
  pulled: both(
    (version: number, lines: number, charges: number, isNew: boolean) =>
      `version ${version}, ${plural(lines, "line")}, ${plural(charges, "charge")}${isNew ? "" : ", as before"}`,
    (version, lines, charges, isNew) =>
      `版本 ${version}，明细 ${n(lines)} 条，收费 ${n(charges)} 次${isNew ? "" : "，与之前相同"}`,
  ),
  notYet: both(
    (from: string) => `not available until ${from}`,
    (from) => `尚未出账，腾讯云自 ${from} 起提供`,
  ),
  held: both("another process is pulling it", "另一进程正在拉取"),
  skipped: both("not asked for, because of the failure before", "因前面的失败未请求"),
  wouldPull: both("would be pulled", "将拉取"),
  billGone: both(
    (days: number) => `cannot be pulled: the provider gives bills of ${days} days back`,
    (days) => `无法拉取：腾讯云只提供最近 ${days} 天的账单`,
  ),
  sealed: both(
    ({ seal, head }: Seal) => `Seal ${n(seal)}: ${head}`,
    ({ seal, head }) => `存证 ${n(seal)}：${head}`,
  ),
  run: both(
    (id: number) => `Kept as run ${n(id)}.`,
    (id) => `已存为第 ${n(id)} 次对账。`,
  ),
  status: {
    tokens: both("BizTokens", "BizToken"),
    refused: both("refused by the provider", "被腾讯云拒绝"),
    due: both(
      (count: number) => `${n(count)} due now.`,
      (count) => `现在待拉取 ${n(count)} 个。`,
    ),
    deadlines: both("Next deadlines", "最近的期限"),
    days: both("Days", "日期"),
    noDays: both("Nothing is known of these days.", "这些日期没有任何内容。"),
    head: both(
      (head: string | null, unsealed: number) =>
        `Seal: ${head ?? "none yet"}${unsealed === 0 ? "" : ` (${plural(unsealed, "batch", "batches")} not sealed yet)`}`,
      (head, unsealed) => `存证：${head ?? "尚无"}${unsealed === 0 ? "" : `（另有 ${n(unsealed)} 批未存证）`}`,
    ),
    yes: both("yes", "是"),
    no: both("no", "否"),
  },
  columns: {
    day: both("Day", "日期"),
    account: both("Account", "账号"),
    state: both("State", "状态"),
    count: both("Count", "数量"),
    attempts: both("Attempts", "核验次数"),
    charges: both("Charges", "计费次数"),
    tokens: both("BizTokens", "BizToken"),
    collected: both("Collected", "已拉取"),
    pulled: both("Bill version", "账单版本"),
    billCharges: both("Bill charges", "账单收费"),
    reconciled: both("Run", "对账"),
    difference: both("Difference", "差额"),
    deadline: both("Deadline", "期限"),
    nextDue: both("Next due", "下次拉取"),
    change: both("Change", "变化"),
    before: both("Before", "之前"),
    after: both("After", "之后"),
    impact: both("Impact", "影响笔数"),
    fields: both("Changed", "变更字段"),
    ranAt: both("Ran at", "对账时间"),
    from: both("From", "起始"),
    to: both("To", "结束"),
    items: both("Discrepancies", "差异"),
    complete: both("Bill complete", "账单完整"),
  },
  runs: {
    none: both("No reconciliation was kept yet.", "尚未保存任何对账。"),
    unknown: both(
      (id: number) => `There is no run ${n(id)}.`,
      (id) => `没有第 ${n(id)} 次对账。`,
    ),
    /** Where the list goes on. */
    more: both(
      (before: number) => `Earlier ones: --before ${before}`,
      (before) => `更早的：--before ${before}`,
    ),
    ran: both(
      (id: number, at: string, version: string) => `Run ${n(id)} of ${at}, by faceid-tally ${version}`,
      (id, at, version) => `第 ${n(id)} 次对账，${at}，faceid-tally ${version}`,
    ),
    same: both(
      (id: number) => `Run ${n(id)} repeated: the answer is the same.`,
      (id) => `重复第 ${n(id)} 次对账：结论相同。`,
    ),
    changed: both(
      (id: number) => `Run ${n(id)} repeated: the answer is not the same.`,
      (id) => `重复第 ${n(id)} 次对账：结论不同。`,
    ),
    fields: repeatedFields,
    differs: both(
      (field: string, kept: string, now: string) => `${field}: ${kept} when it was kept, ${now} now`,
      (field, kept, now) => `${field}：保存时 ${kept}，现在 ${now}`,
    ),
    yes: both("yes", "是"),
    no: both("no", "否"),
  },
  diff: {
    versions: both(
      (from: number, to: number) => `From version ${from} to version ${to}`,
      (from, to) => `版本 ${from} 到版本 ${to}`,
    ),
    same: both("The versions do not differ.", "两个版本没有差别。"),
    one: both(
      (version: number) => `There is one version of this day, number ${version}: nothing to compare.`,
      (version) => `这一天只有一个版本（${version}），无可比较。`,
    ),
    none: both("The bill of this day was not pulled.", "这一天的账单尚未拉取。"),
    kind: {
      added: both("added", "增加"),
      removed: both("removed", "删除"),
      changed: both("changed", "变更"),
    },
    total: both(
      (changes: number, impact: number) =>
        `${plural(changes, "change")}; charges of the bill ${n(impact, { sign: true })}`,
      (changes, impact) => `共 ${n(changes)} 处变化；账单收费 ${n(impact, { sign: true })} 次`,
    ),
  },
  nothing: both(
    (id: string) => `Nothing is known of ${id} in the books.`,
    (id) => `账本中没有关于 ${id} 的任何内容。`,
  ),
})

export type BooksText = (typeof booksText)[Language]
