/** What the list of discrepancies says, in both languages. */
import type { DiscrepancyKind } from "@faceid-tally/core/engine"
import { both, type Both, byLanguage, formatCount as n } from "@faceid-tally/report"

const what: Readonly<Record<DiscrepancyKind, Both<string>>> = {
  missing_in_bill: both(
    "We have a charge that the bill lacks: the bill is too low.",
    "我方记录收费，账单中没有：账单少收。",
  ),
  missing_in_ledger: both(
    "The bill charges what we have no record of: see first whether all results were collected, then ask the provider.",
    "账单收费，我方没有这次核验的记录：先确认结果是否收齐，再向腾讯云提出。",
  ),
  charge_mismatch: both(
    "Of one attempt the two sides say different things: check IsNeedCharge and the published rules, then ask the provider.",
    "同一次核验，双方对是否收费记录不同：以 IsNeedCharge 和公布的规则核对后提出。",
  ),
  duplicate_in_bill: both(
    "One Seq is on the bill several times: it is charged twice; ask the provider.",
    "同一个 Seq 在账单中出现多次：重复收费，可向腾讯云提出。",
  ),
  day_shift: both(
    "One attempt stands under two days: the total does not change, unless one of them is outside the period.",
    "同一次核验，双方记在不同的日期：总额不受影响，除非其中一天不在所选日期内。",
  ),
  code_mismatch: both("The return codes differ, the charge agrees.", "双方的返回码不同，收费一致。"),
  token_mismatch: both("The BizTokens differ, the charge agrees.", "双方的 BizToken 不同，收费一致。"),
  count_mismatch: both(
    "The bill states another number of charges than it lists.",
    "账单写明的计费次数与它列出的明细不符。",
  ),
  unknown_flag: both("One side leaves open whether it is charged.", "有一方没有写明是否收费。"),
  uncollected: both(
    "The results were not all collected before the BizToken expired: our records may lack attempts.",
    "BizToken 过期之前没有收齐结果，我方可能缺少记录。",
  ),
  rule_violation: both("The flag is against the published charge rules.", "收费标志与公布的收费规则不符。"),
}

export const discrepanciesText = byLanguage({
  title: both("Discrepancies", "差异"),
  of: both(
    (run: number, from: string, to: string) => `Run ${n(run)}, ${from} to ${to}`,
    (run, from, to) => `第 ${n(run)} 次对账，${from} 至 ${to}`,
  ),
  noRun: both(
    "Nothing was reconciled yet. Press “Reconcile” on the month's page, or run faceid-tally reconcile --from … --to ….",
    "还没有对过账。请到月度页面点“对账”，或运行 faceid-tally reconcile --from … --to …。",
  ),
  none: both("There are none: the bill agrees with our records one by one.", "没有差异：账单与我方记录逐次相符。"),
  noneFiltered: both("None is like this. Ask for less.", "没有符合条件的差异，请放宽筛选条件。"),
  filter: both("Filter", "筛选"),
  month: both("Month", "月份"),
  run: both("Reconciliation", "对账"),
  ofRun: both(
    (run: number, from: string, to: string) => `${n(run)}: ${from} to ${to}`,
    (run, from, to) => `第 ${n(run)} 次：${from} 至 ${to}`,
  ),
  kind: both("Kind", "类型"),
  allKinds: both("All", "全部"),
  day: both("Day", "日期"),
  account: both("Account", "账号"),
  allAccounts: both("All accounts", "全部账号"),
  allRules: both("All RuleIds", "全部 RuleId"),
  allChannels: both("All channels", "全部渠道"),
  seqPrefix: both("Seq begins with", "Seq 开头"),
  impact: both("Impact", "影响笔数"),
  anyImpact: both("With or without impact", "是否影响合计均可"),
  onlyImpact: both("Only with an impact", "只看影响合计的"),
  noImpact: both("Only without impact", "只看不影响合计的"),
  amount: both("Amount", "金额"),
  order: both("Order", "排序"),
  byPlace: both("By day", "按日期"),
  byImpact: both("Those with an impact first", "影响合计的在前"),
  apply: both("Apply", "应用"),
  reset: both("Clear", "清除条件"),
  range: both(
    (from: number, to: number, total: number) => `${n(from)}–${n(to)} of ${n(total)}`,
    (from, to, total) => `第 ${n(from)}–${n(to)} 项，共 ${n(total)} 项`,
  ),
  caseNav: both("Cases of the list", "列表中的差异"),
  previousCase: both("Previous case", "上一项"),
  nextCase: both("Next case", "下一项"),
  backToList: both("Back to the list", "返回列表"),
  table: both("Discrepancies", "差异列表"),
  what,
  noId: both("(no Seq)", "（没有 Seq）"),
})
