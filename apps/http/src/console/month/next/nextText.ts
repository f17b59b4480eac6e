/** What to do next, in both languages. */
import type { WorkKind } from "@faceid-tally/books/engine"
import { both, type Both, byLanguage, formatCount as n, plural } from "@faceid-tally/report"

const work: Readonly<Record<WorkKind, Both<string>>> = {
  close_day: both("close of a day", "日结"),
  pull_again: both("bill pulled again", "重新拉取账单"),
  alert: both("alert", "告警"),
  incident: both("lasting problem", "持续中的问题"),
}

export const nextText = byLanguage({
  title: both("What to do next", "接下来"),
  none: both("Nothing: the bill is right, and nothing waits.", "无需处理：账单无误，也没有待办。"),
  pullBills: both(
    (days: number) => `Pull the bill of ${plural(days, "day")}`,
    (days) => `拉取 ${n(days)} 天的账单`,
  ),
  billHoles: both(
    (days: number) => `The bill of ${plural(days, "day")} is not whole`,
    (days) => `${n(days)} 天的账单不完整`,
  ),
  billHolesHelp: both("Pull these days again, or import them whole.", "请重新拉取这些天，或导入完整的账单。"),
  fetchResults: both(
    (count: number, days: number) => `${plural(count, "missing result")} of ${plural(days, "day")}: fetch them`,
    (count, days) => `拉取 ${n(days)} 天中缺少的 ${n(count)} 个结果`,
  ),
  fetchResultsHelp: both(
    "As long as they are missing, the bill may hold charges that we have no record of.",
    "结果没有收齐时，账单中可能有我方还没有记录的收费。",
  ),
  reconcile: both("Reconcile the month", "对账"),
  reconcileAgain: both("Reconcile again: the books have changed since", "重新对账：对账之后账本又有新内容"),
  askBack: both(
    (charges: number) => `${plural(charges, "overcharge")}: export the list for the provider`,
    (charges) => `${n(charges)} 笔多收：导出申诉清单，提交给腾讯云`,
  ),
  askBackHelp: both(
    "One row a charge, with date, Seq, BizToken, RuleId, ChargeType and the reason.",
    "每笔一行，含日期、Seq、BizToken、RuleId、计费类型和原因。",
  ),
  askBackGet: both("Download the list (Excel)", "下载申诉清单（Excel）"),
  decide: both(
    (count: number, eitherWay: string | null) =>
      eitherWay === null
        ? `${plural(count, "discrepancy", "discrepancies")} ${count === 1 ? "awaits" : "await"} a decision`
        : `${plural(count, "discrepancy", "discrepancies")}, ${eitherWay} either way, ${count === 1 ? "awaits" : "await"} a decision`,
    (count, eitherWay) =>
      eitherWay === null ? `${n(count)} 笔差异等待处理` : `${n(count)} 笔差异等待处理，多收少收共计 ${eitherWay}`,
  ),
  decideHelp: both(
    "Each charge that one side has too many: look at its reason, and say what it is.",
    "每一笔多收或少收都已列出，请查看原因并给出结论。",
  ),
  decideNow: both("Decide", "去处理"),
  nearDeadline: both(
    (count: number, deadline: string) => `${plural(count, "BizToken")} will expire soon, the first on ${deadline}`,
    (count, deadline) => `${n(count)} 个 BizToken 即将过期，最早 ${deadline}`,
  ),
  nearDeadlineHelp: both(
    "After that the provider no longer has the result. Collect now, and see whether the collector is running.",
    "过期后腾讯云不再提供结果。请立即拉取，并检查自动拉取是否在运行。",
  ),
  refused: both(
    (count: number) => `${plural(count, "BizToken")} refused by the provider`,
    (count) => `${n(count)} 个 BizToken 被腾讯云拒绝`,
  ),
  refusedHelp: both(
    "Mostly the RuleId or the account was registered wrong. The list marks them; open one to see the reason.",
    "通常是 RuleId 或账号登记有误。列表中会标出，打开可看到原因。",
  ),
  expired: both(
    (count: number) => `${plural(count, "BizToken")} expired without a result`,
    (count) => `${n(count)} 个 BizToken 已过期，从未拉取结果`,
  ),
  lapsed: both(
    (count: number) => `${plural(count, "BizToken")} lapsed before all results were collected`,
    (count) => `${n(count)} 个 BizToken 已失效，结果没有收齐`,
  ),
  lostHelp: both(
    "They cannot be fetched any more: check their lines of the bill by hand.",
    "已无法拉取，只能以账单为准，请核对账单中的对应明细。",
  ),
  failedWork: both(
    (count: number) => `${plural(count, "piece", "pieces")} of background work failed and wait`,
    (count) => `${n(count)} 项后台任务失败，等待处理`,
  ),
  failedWorkHelp: both(
    "When the cause is gone, run faceid-tally work retry <number>.",
    "排除原因后运行 faceid-tally work retry <编号>。",
  ),
  work,
  conflicts: both(
    (count: number) => `${plural(count, "event id")} came with two different bodies`,
    (count) => `${n(count)} 个事件编号收到两份不同的内容`,
  ),
  conflictsHelp: both(
    "The first one counts. See whether the sender uses ids twice, or somebody forges them.",
    "以先到的为准。请检查发送方是否重复使用了编号，或有人伪造。",
  ),
  look: both("Look", "查看"),
})
