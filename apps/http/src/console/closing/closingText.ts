/** What the console says of closing a month, in both languages. */
import type { ReasonFault } from "@faceid-tally/books/engine"
import type { BlockerCode } from "@faceid-tally/core/money"
import { both, type Both, byLanguage, formatCount as n } from "@faceid-tally/report"

/** What the link to the cure of a blocker says. */
const cure: Readonly<Record<BlockerCode, Both<string>>> = {
  bill_incomplete: both("To the days", "查看缺少的日期"),
  results_open: both("To the verifications", "查看核验"),
  undecided: both("Decide them", "去处理"),
  unpriced: both("Which ones", "查看是哪些"),
  pack_unknown: both("Which ones", "查看是哪些"),
  account_bill_missing: both("Upload it", "去上传"),
  account_bill_early: both("Upload it again", "重新上传"),
  earlier_month_open: both("To that month", "前往该月"),
}

const reasonFault: Readonly<Record<ReasonFault, Both<string>>> = {
  missing: both("Nothing was closed: give a reason.", "未结账：请填写理由。"),
  too_long: both("Nothing was closed: the reason has more than 500 characters.", "未结账：理由超过 500 个字符。"),
  personal: both(
    "Nothing was closed: the reason holds a phone or ID number, and it is kept for good.",
    "未结账：理由中含有手机号或身份证号，而结账记录将永久保存。",
  ),
}

export const closingText = byLanguage({
  title: both("Close the month", "结账"),
  link: both("Close", "结账"),
  closed: both(
    (revision: number) => (revision === 1 ? "closed" : `closed, revision ${revision}`),
    (revision) => (revision === 1 ? "已结账" : `已结账 · 第 ${n(revision)} 版`),
  ),
  closedHelp: both(
    "This page is printed from what was kept then. What changed since stands as an adjustment in the next open month.",
    "本页依据结账时保存的内容。之后的变化列入下一个未结账月份的调整。",
  ),
  forcedOver: both("It was closed although this stood in the way:", "结账时以下各项尚未解决："),
  ready: both("Nothing stands in the way.", "可以结账。"),
  help: both(
    "The whole statement is kept as it is and printed the same from then on. Where the books have changed, the month is reconciled first. There is no reopening.",
    "结算单将整份保存，此后打印的内容不再变化。若对账之后账本又有新内容，会先重新对账。结账后不能撤销。",
  ),
  close: both("Close the month", "结账"),
  blocked: both("The month cannot be closed yet:", "本月暂不能结账："),
  cure,
  force: both("Close all the same", "仍要结账"),
  forceHelp: both("The statement keeps what stood in the way, and the reason.", "结算单会保留以上各项与理由。"),
  reason: both("Reason", "理由"),
  forceNow: both("Close with this reason", "按此理由结账"),
  revise: both("Close again, as a revision", "更正：再次结账"),
  reviseHelp: both(
    "For a month that was closed by mistake: a new statement is kept beside the one before. Both stay.",
    "用于误结账的更正：另存一版新的结算单，原来的一版保留。",
  ),
  anyway: both("even if something stands in the way", "即使仍有未解决的事项"),
  reviseNow: both("Close as a revision", "另存一版"),
  onlyAdmin: both("Closing takes a key with the role admin.", "结账需要管理角色的密钥。"),
  done: both(
    (month: string, revision: number) =>
      `${month} is closed${revision === 1 ? "" : `, revision ${revision}`}: it is printed the same from now on.`,
    (month, revision) => `${month}已结账${revision === 1 ? "" : `（第 ${n(revision)} 版）`}，此后打印的内容不再变化。`,
  ),
  before: both(
    (month: string) => `${month} was closed before; nothing was changed.`,
    (month) => `${month}此前已结账，没有改变。`,
  ),
  notLatest: both(
    (latest: string) =>
      `Nothing was closed: ${latest} is closed too, and only the latest closed month can be closed again.`,
    (latest) => `未结账：${latest} 也已结账，只有最近结账的月份可以更正。`,
  ),
  reasonFault,
})
