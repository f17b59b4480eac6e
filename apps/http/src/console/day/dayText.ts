/** What the page of a day says, in both languages. */
import { both, byLanguage, formatCount as n } from "@faceid-tally/report"

export const dayText = byLanguage({
  previous: both("Previous day", "前一天"),
  next: both("Next day", "后一天"),
  byAccount: both("By account", "按账号"),
  byErrcode: both("By return code", "按返回码"),
  versions: both("Versions of the bill", "账单版本"),
  noVersions: both("The bill of this day was not pulled yet.", "这一天的账单还没有拉取。"),
  version: both("Version", "版本"),
  source: both("Source", "来源"),
  sources: {
    pull: both("pulled", "拉取"),
    import: both("imported", "导入"),
  },
  closedAt: both("Time", "时间"),
  attempts: both("Attempts", "核验"),
  noAttempts: both("There are no attempts of this day.", "这一天没有核验记录。"),
  discrepancies: both("Discrepancies of the day", "这一天的差异"),
  noRun: both(
    "This day was not reconciled yet. Reconcile on the month's page, and they will be listed here.",
    "这一天尚未对账。回到月度页面对账后，这里会列出差异。",
  ),
  noDiscrepancies: both("There are no discrepancies on this day.", "这一天没有差异。"),
  all: both("See all", "查看全部"),
  empty: both("The books have nothing of this day.", "账本中没有这一天的任何内容。"),
  changes: both("What changed in the bill", "账单的变化"),
  changesOf: both(
    (from: number, to: number) => `From version ${n(from)} to version ${n(to)}`,
    (from, to) => `从版本 ${n(from)} 到版本 ${n(to)}`,
  ),
  notOutYet: both(
    (from: string) => `The bill of this day is not available until ${from}.`,
    (from) => `这一天的账单还没有出，腾讯云自 ${from} 起提供。`,
  ),
  pull: both("Pull the bill", "拉取账单"),
  pullAgain: both("Pull the bill again", "重新拉取账单"),
})
