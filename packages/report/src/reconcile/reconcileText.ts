/** What a reconciliation says, in both languages. */
import type { IncompleteReason, WhyCode } from "@faceid-tally/core/engine"

import { both, type Both, byLanguage, fixed } from "../language/both.ts"
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"

/** The facts of a reason, by their names. */
export type Params = { readonly [name: string]: string | number | null }

const signed = (count: number): string => n(count, { sign: true })

const andMore = (more: number): string => (more === 0 ? "" : ` and ${n(more)} more`)

const why: Readonly<Record<WhyCode, Both<(params: Params) => string>>> = {
  no_line_with_this_seq: fixed(
    "we have a charge, and no line of the bill has its Seq",
    "我方有这笔收费，账单中没有这个 Seq",
  ),
  attempt_without_seq: fixed(
    "our charge has no Seq and cannot be matched",
    "我方这笔收费没有 Seq，账单中无法找到对应明细",
  ),
  token_unknown: fixed(
    "the bill charges it, and no result of its BizToken was ever fetched",
    "账单收费，我方从未拉取过该 BizToken 的结果",
  ),
  token_not_final: fixed(
    "the bill charges it; its BizToken was fetched before it was final, and not again",
    "账单收费；我方在该 BizToken 完成之前拉取过结果，之后未再取",
  ),
  token_final: fixed(
    "the bill charges it; its BizToken was fetched when it was final, and did not have it",
    "账单收费；我方在该 BizToken 完成之后拉取过结果，其中没有这一次",
  ),
  line_without_token: fixed("the bill charges it and names no BizToken", "账单收费，但没有写明 BizToken"),
  charged_against_uncharged: fixed("our record: charged; bill: not charged", "我方记录为收费，账单为不收费"),
  charged_against_unknown: fixed(
    "our record: charged; the bill has no charge flag",
    "我方记录为收费，账单未标明是否计费",
  ),
  uncharged_against_charged: fixed("our record: not charged; bill: charged", "我方记录为不收费，账单为收费"),
  unknown_against_charged: fixed("our record has no charge flag; bill: charged", "我方记录未标明是否计费，账单为收费"),
  repeated_charge: fixed("the bill charges the same Seq once more", "账单对同一个 Seq 又收费一次"),
  repeated_line: fixed("the bill lists the same Seq once more, without a charge", "账单又列出同一个 Seq，未收费"),
  both_days_in_window: both(
    ({ ledgerDay, billDay }) => `we have it on ${ledgerDay}, the bill on ${billDay}; both are in the period`,
    ({ ledgerDay, billDay }) => `我方记在 ${ledgerDay}，账单记在 ${billDay}，都在所选日期内`,
  ),
  cut_by_window: both(
    ({ ledgerDay, billDay }) => `we have it on ${ledgerDay}, the bill on ${billDay}; one is outside the period`,
    ({ ledgerDay, billDay }) => `我方记在 ${ledgerDay}，账单记在 ${billDay}，其中一天不在所选日期内`,
  ),
  codes_differ: both(
    ({ ledgerCode, billCode }) => `code ${ledgerCode} by our record, ${billCode} by the bill`,
    ({ ledgerCode, billCode }) => `我方返回码为 ${ledgerCode}，账单为 ${billCode}`,
  ),
  several_tokens_in_ledger: fixed(
    "our records have this Seq under several BizTokens",
    "我方记录中这个 Seq 出现在多个 BizToken 之下",
  ),
  tokens_differ: both(
    ({ ledgerToken, billToken }) => `BizToken ${ledgerToken} by our record, ${billToken} by the bill`,
    ({ ledgerToken, billToken }) => `我方 BizToken 为 ${ledgerToken}，账单为 ${billToken}`,
  ),
  count_differs: both(
    ({ chargeCount, charged: lines }) => `the bill states ${chargeCount} charges and lists ${lines}`,
    ({ chargeCount, charged: lines }) => `账单写明计费 ${chargeCount} 次，计费明细有 ${lines} 条`,
  ),
  bill_flag_unknown: fixed("the bill lists it without a charge flag", "账单列出了这一次，但未标明是否计费"),
  ledger_flag_unknown: fixed("the bill charges it; our record has no charge flag", "账单收费，我方记录未标明是否计费"),
  lapsed: fixed(
    "the BizToken was fetched, never when it was final, and can no longer be",
    "该 BizToken 拉取过结果，但从未在完成之后拉取，现已过期",
  ),
  expired: fixed("the BizToken was never fetched, and can no longer be", "该 BizToken 从未拉取过结果，现已过期"),
  charged_but_free_by_rules: both(
    ({ errcode, edition }) => `charged, but code ${errcode} is free by the rules of ${edition}`,
    ({ errcode, edition }) => `已收费，但按 ${edition} 规则返回码 ${errcode} 不收费`,
  ),
  free_but_charged_by_rules: both(
    ({ errcode, edition }) => `not charged, but code ${errcode} is charged by the rules of ${edition}`,
    ({ errcode, edition }) => `未收费，但按 ${edition} 规则返回码 ${errcode} 应收费`,
  ),
}

const incomplete: Readonly<Record<IncompleteReason, Both<string>>> = {
  not_pulled: both("no page was read", "没有读到任何一页"),
  has_next_page: both("the last page says that there is a next one", "最后一页显示后面还有一页"),
  cursor_gap: both("a page in between is missing", "中间缺少一页"),
  single_rules_only: both("only pages of single RuleIds were read", "只读到按单个 RuleId 查询的页"),
  undated_page: both(
    "only pages without Date were read, with lines of several days",
    "只读到没有 Date 的页，其中的明细分属多天",
  ),
}

export const reconcileText = byLanguage({
  why,
  incomplete,
  incompleteDays: both(
    (days: number) => `The bill is incomplete: ${plural(days, "day")}`,
    (days) => `账单不完整：${n(days)} 天`,
  ),
  more: both(
    (count: number) => `and ${n(count)} more`,
    (count) => `另有 ${n(count)} 天`,
  ),
  period: both(
    (from: string, to: string) => (from === to ? `Bill of ${from}` : `Bill of ${from} to ${to}`),
    (from, to) => (from === to ? `${from} 的账单` : `${from} 至 ${to} 的账单`),
  ),
  nothingCompared: both(
    (ruleId?: string, from?: string | null, to?: string | null) =>
      `Nothing was compared: there is no attempt and no line of the bill${ruleId === undefined ? "" : ` of RuleId ${ruleId}`}` +
      `${from == null || to == null ? "" : from === to ? ` on ${from}` : ` from ${from} to ${to}`}.`,
    (ruleId, from, to) =>
      `没有可比对的内容：${from == null || to == null ? "" : from === to ? `${from} ` : `${from} 至 ${to} `}` +
      `${ruleId === undefined ? "" : `RuleId ${ruleId} `}既没有核验记录，也没有账单明细。`,
  ),
  ruleIdsThere: both(
    (ruleIds: ReadonlyArray<string>, more: number) => `RuleIds there are: ${ruleIds.join(", ")}${andMore(more)}.`,
    (ruleIds, more) =>
      `现有的 RuleId：${ruleIds.join("、")}${more === 0 ? "" : ` 等 ${n(ruleIds.length + more)} 个`}。`,
  ),
  daysThere: both(
    (days: ReadonlyArray<string>, more: number) => `Days there are: ${days.join(", ")}${andMore(more)}.`,
    (days, more) => `现有数据的日期：${days.join("、")}${more === 0 ? "" : ` 等 ${n(days.length + more)} 天`}。`,
  ),
  nothingThere: both("No RuleId and no day was found.", "没有找到任何 RuleId 或日期。"),
  noVerdict: {
    results: both(
      "There is no verdict: none of the results could be read. The reasons stand above.",
      "无法给出结论：核身结果均未能读取，原因见上。",
    ),
    bills: both(
      "There is no verdict: nothing of the bill could be read. The reasons stand above.",
      "无法给出结论：账单内容均未能读取，原因见上。",
    ),
  },
  right: both(
    (charges: number) => `The bill is right: it charges ${n(charges)}, and all of them match our records.`,
    (charges) => `账单无误：共收费 ${n(charges)} 次，每一次都与我方记录相符。`,
  ),
  rightSoFar: both(
    (charges: number) =>
      `Nothing differs in what was read, which is not all: the bill charges ${n(charges)}, and all of them match our records.`,
    (charges) => `已读到的部分（并非全部）没有差异：账单收费 ${n(charges)} 次，每一次都与我方记录相符。`,
  ),
  balanced: both(
    (charges: number, impacts: number) =>
      `The bill's total of ${n(charges)} is right only by chance: ${n(impacts)} discrepancies cancel out.`,
    (charges, impacts) => `账单合计 ${n(charges)} 次只是碰巧相符：有 ${n(impacts)} 项差异相互抵消。`,
  ),
  wrong: both(
    (bill: number, ledger: number, difference: number, items: number, amount?: string) =>
      `The bill is not right: it charges ${n(bill)}, our records show ${n(ledger)}. ` +
      `It is ${n(Math.abs(difference))} too ${difference > 0 ? "high" : "low"}${amount === undefined ? "" : ` (${amount})`}, ` +
      `explained by ${plural(items, "discrepancy", "discrepancies")}.`,
    (bill, ledger, difference, items, amount) =>
      `账单有误：账单收费 ${n(bill)} 次，我方记录为 ${n(ledger)} 次，` +
      `${difference > 0 ? "多收" : "少收"} ${n(Math.abs(difference))} 次${amount === undefined ? "" : `（${amount}）`}，` +
      `差额已由 ${n(items)} 项差异全部说明。`,
  ),
  provisional: both("Based only on the pages read.", "以上仅依据已读取的内容。"),
  bridgeStart: both("Charges by our records", "我方记录的计费次数"),
  bridgeEnd: both("Charges by the bill", "账单的计费次数"),
  byChargeType: both("The bill by ChargeType and RuleId", "账单按计费类型和 RuleId"),
  byRule: both(
    (grouping: string) => `The bill by ${grouping}`,
    (grouping) => `账单按${grouping}`,
  ),
  informational: both("no impact", "不影响合计"),
  first: both(
    (shown: number, total: number) =>
      shown === total
        ? `All discrepancies (${n(total)})`
        : `${n(shown)} of ${n(total)} discrepancies, those with an impact first`,
    (shown, total) =>
      shown === total ? `全部差异（${n(total)} 项）` : `${n(total)} 项差异中的 ${n(shown)} 项，影响合计的在前`,
  ),
  others: both(
    (count: number) => `${n(count)} more; --output csv lists every one.`,
    (count) => `另有 ${n(count)} 项；用 --output csv 可列出每一项。`,
  ),
  alike: both(
    (count: number, bill: string, ours: string) =>
      `${plural(count, "Seq")} of the bill ${count === 1 ? "differs" : "differ"} from ours only in letter case or in characters that a spreadsheet adds, ` +
      `for example ${bill} and ${ours}: export them unchanged, since Seqs are compared exactly.`,
    (count, bill, ours) =>
      `有 ${n(count)} 个 Seq 与我方的仅在大小写或电子表格附加的字符上不同，例如账单 ${bill} 与我方 ${ours}：Seq 须完全一致，请按原样导出。`,
  ),
  /** By the price plan. */
  weighed: both(
    "Amounts: each charge at its value in the month. What is due, with packs and steps, is told by statement.",
    "金额按每次计费在当月的单次价值折算；计入资源包和阶梯的应付金额见 statement。",
  ),
  unpriced: both(
    (charges: number) =>
      `${plural(charges, "charge")} of the bill without a price: add a label or a price to the plan.`,
    (charges) => `账单中有 ${n(charges)} 次计费没有单价：请在价目中补充标签或单价。`,
  ),
  matched: both(
    (count: number) =>
      count === 1
        ? "1 attempt agrees with its line of the bill."
        : `${n(count)} attempts agree with their line of the bill.`,
    (count) => `${n(count)} 次核验与账单明细一致。`,
  ),
  undated: both(
    (ledger: number, bill: number) => `Left out, no date: ${n(ledger)} of ours, ${n(bill)} of the bill.`,
    (ledger, bill) => `因日期不明未计入：我方 ${n(ledger)} 次，账单 ${n(bill)} 条。`,
  ),
  otherDays: both(
    (ledger: number, bill: number) => `Left out, other days: ${n(ledger)} of ours, ${n(bill)} of the bill.`,
    (ledger, bill) => `因不在所选日期内未计入：我方 ${n(ledger)} 次，账单 ${n(bill)} 条。`,
  ),
  /** A charge shortly before midnight may be billed on the next day. */
  unread: {
    results: both(
      (charges: number, day: string) =>
        `${plural(charges, "charge")} missing in our records on the first day: read the results of ${day} too, the attempts may be there.`,
      (charges, day) => `首日有 ${n(charges)} 次计费我方无记录：核验可能在 ${day}，请一并读取该日结果。`,
    ),
    bill: both(
      (charges: number, day: string) =>
        `${plural(charges, "charge")} missing in the bill on the last day: read the bill of ${day} too, it may list them.`,
      (charges, day) => `末日有 ${n(charges)} 次计费账单漏列：可能列在 ${day}，请一并读取该日账单。`,
    ),
  },
  unattributed: both(
    (count: number) => `Left out, no RuleId: ${n(count)} of our attempts.`,
    (count) => `因 RuleId 不明未计入：我方 ${n(count)} 次。`,
  ),
  repeatedPages: both(
    (count: number) => `${plural(count, "page")} read again and counted once.`,
    (count) => `重复读到 ${n(count)} 页，只计一次。`,
  ),
  chargeCount: both(
    (stated: number, charged: number) =>
      stated === charged
        ? `The ChargeCounts of the bill agree with its lines: ${n(stated)}.`
        : `The ChargeCounts of the bill sum to ${n(stated)}, its charged lines to ${n(charged)}.`,
    (stated, lines) =>
      stated === lines
        ? `账单的 ChargeCount 与明细相符：${n(stated)}。`
        : `账单的 ChargeCount 合计 ${n(stated)}，收费明细合计 ${n(lines)}。`,
  ),
  rejected: both(
    (results: number, bills: number) =>
      `Rejected and not counted: ${plural(results, "record")} among results, ${n(bills)} among bills.`,
    (results, bills) => `未能读取（已跳过），未计入：结果 ${n(results)} 条，账单 ${n(bills)} 条。`,
  ),
  law: both(
    (explained: number, bill: number, ledger: number, difference: number) =>
      `Check: sum of impacts ${signed(explained)} = bill ${n(bill)} − ours ${n(ledger)} = ${signed(difference)}`,
    (explained, bill, ledger, difference) =>
      `核对：差异合计 ${signed(explained)} ＝ 账单 ${n(bill)} − 我方 ${n(ledger)} ＝ ${signed(difference)}`,
  ),
  columns: {
    amount: both("Amount", "金额"),
    billAt: both("Bill: time", "账单时间"),
    billCharge: both("Bill: charged", "账单收费"),
    billDay: both("Bill: day", "账单日期"),
    billErrcode: both("Bill: code", "账单返回码"),
    kind: both("Kind", "差异代码"),
    ledgerAt: both("Ours: time", "我方时间"),
    ledgerCharge: both("Ours: charged", "我方收费"),
    ledgerDay: both("Ours: day", "我方日期"),
    ledgerErrcode: both("Ours: code", "我方返回码"),
    why: both("Reason", "原因代码"),
  },
})
