/** What is said of decisions: the sheet that people fill in, and what became of each row, in both languages. */
import type { AcceptedReason, RowFaultCode } from "@faceid-tally/core/money"

import { both, type Both, byLanguage } from "../language/both.ts"
import type { Language } from "../language/Language.ts"
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"
import { stateText } from "../statement/statementText.ts"

const reason: Readonly<Record<AcceptedReason, Both<string>>> = {
  our_records: both("our records are wrong", "我方记录有误"),
  other_period: both("belongs to another month", "属于其他月份"),
  provider_refused: both("refused by the provider", "腾讯云不予处理"),
  immaterial: both("immaterial", "金额不大，不再追究"),
  in_our_favour: both("in our favour", "对我方有利"),
}

const fault: Readonly<Record<RowFaultCode, Both<(field: string) => string>>> = {
  missing: both(
    (field: string) => `${field} is missing`,
    (field) => `缺少 ${field}`,
  ),
  malformed: both(
    (field: string) => `${field} is not of its form`,
    (field) => `${field} 格式不正确`,
  ),
  unknown: both(
    (field: string) => `${field} is none of the values that there are`,
    (field) => `${field} 不是可选的值`,
  ),
  not_allowed: both(
    (field: string) => `${field} does not belong to this decision: leave it empty`,
    (field) => `该处理结论不使用 ${field}，请留空`,
  ),
  too_long: both(
    (field: string) => `${field} is too long`,
    (field) => `${field} 过长`,
  ),
  personal: both(
    (field: string) => `${field} holds a phone or ID number: decisions cannot be erased, so leave it out`,
    (field) => `${field} 中含有手机号或身份证号：处理结论无法删除，请去掉`,
  ),
}

export const decisionText = byLanguage({
  title: both(
    (month: string) => `Discrepancies of ${month}`,
    (month) => `${month} 差异处理`,
  ),
  none: both("No discrepancy of the month is asked for.", "该月没有符合条件的差异。"),
  noRun: both("This month was not reconciled yet: run statement first.", "该月尚未对账：请先执行 statement。"),
  state: stateText,
  reason,
  columns: {
    claim: both("Claim", "主张笔数"),
    value: both("Value", "单次价值"),
    ours: both("Our record", "我方"),
    bill: both("Bill", "账单"),
    reason: both("reason", "理由"),
    ref: both("ref", "工单号"),
    amount: both("amount", "补偿金额"),
    units: both("units", "补偿次数"),
    note: both("note", "备注"),
    by: both("by", "处理人"),
    at: both("at", "处理时间"),
    state: both("State", "状态"),
  },
  charge: {
    charged: both("charged", "收费"),
    uncharged: both("not charged", "不收费"),
    unknown: both("no flag", "未标明"),
  },
  summary: both(
    (applied: number, same: number, refused: number) =>
      `${plural(applied, "decision")} applied, ${n(same)} as before, ${n(refused)} refused.`,
    (applied, same, refused) => `已记录 ${n(applied)} 项，未变 ${n(same)} 项，被拒 ${n(refused)} 项。`,
  ),
  tried: both(
    (applied: number, same: number, refused: number) =>
      `Nothing was written: ${n(applied)} would be applied, ${n(same)} are as before, ${n(refused)} would be refused.`,
    (applied, same, refused) => `未写入：将记录 ${n(applied)} 项，未变 ${n(same)} 项，将被拒 ${n(refused)} 项。`,
  ),
  row: both(
    (row: number, key: string, why: string) => `row ${row} (${key}): ${why}.`,
    (row, key, why) => `第 ${row} 行（${key}）：${why}。`,
  ),
  fault,
  unknown: both(
    "no discrepancy of this month has this key: export the sheet anew",
    "该月没有这个 key 的差异：请重新导出",
  ),
  changed: both(
    "the discrepancy has changed since the sheet was made: export it anew and decide again",
    "导出之后该差异已变化：请重新导出后再处理",
  ),
  contradicts: both(
    "another row says something else of the same discrepancy: keep one of them",
    "另一行对同一差异给出了不同的结论：请只保留一行",
  ),
  conflict: both(
    (by: string, at: string, said: string) =>
      `${by} decided “${said}” at ${at}, after the sheet was made: export it anew`,
    (by, at, said) => `导出之后 ${by} 已于 ${at} 记为“${said}”：请重新导出`,
  ),
})

export type DecisionText = (typeof decisionText)[Language]

/** The codes by the words of both languages, as the sheets have them. */
export const codeByWord: ReadonlyMap<string, string> = new Map(
  [...Object.entries(stateText), ...Object.entries(reason)].flatMap(([code, words]) =>
    Object.values(words).map((word) => [word, code] as const),
  ),
)

/** The heads of the columns that people fill in, in both languages, by what they are. */
export const fieldByHead: ReadonlyMap<string, "reason" | "ref" | "amount" | "units" | "note"> = new Map(
  (["reason", "ref", "amount", "units", "note"] as const).flatMap((field) =>
    [field, ...Object.values(decisionText).map(({ columns }) => columns[field])].map((head) => [head, field] as const),
  ),
)
