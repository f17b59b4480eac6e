/** What the pages and files of kept reconciliations say, in both languages. */
import { both, byLanguage, formatCount as n, plural } from "@faceid-tally/report"

export const runsText = byLanguage({
  title: both(
    (month: string) => `Reconciliations of ${month}`,
    (month) => `${month}的对账记录`,
  ),
  link: both("Past reconciliations", "对账记录"),
  none: both("Nothing of this month was reconciled yet.", "这个月还没有对过账。"),
  run: both("Run", "对账"),
  period: both("Period", "日期"),
  ranAt: both("Time", "时间"),
  rule: both("RuleId", "RuleId"),
  allRules: both("all", "全部"),
  items: both("Discrepancies", "差异"),
  whole: both("Whole reconciliation (Excel)", "下载完整对账结果（Excel）"),
  claims: both("List for the provider (Excel)", "下载申诉清单（Excel）"),
  claimsSheet: both("To ask back", "申诉清单"),
  claimsOf: both(
    (from: string, to: string, count: number) =>
      `Bill of ${from} to ${to}: ${plural(count, "charge")} that should not have been billed`,
    (from, to, count) => `${from} 至 ${to} 的账单，共 ${n(count)} 笔不应计费`,
  ),
  ran: both(
    (run: number, at: string) => `Run ${n(run)}, made on ${at}`,
    (run, at) => `第 ${n(run)} 次对账，${at}`,
  ),
  sealed: both(
    (head: string) => `Seal head: ${head}`,
    (head) => `存证哈希：${head}`,
  ),
  reason: both("Reason", "原因"),
})
