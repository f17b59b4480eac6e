/** What the page of a dispute says beside the pack itself, in both languages. */
import { both, byLanguage, formatCount as n, plural } from "@faceid-tally/report"

export const disputesText = byLanguage({
  link: both("Dispute", "申诉材料"),
  title: both(
    (month: string) => `Dispute of ${month}`,
    (month) => `${month}申诉材料`,
  ),
  what: both(
    "A zip for a ticket: a letter in Chinese, the lists, the evidence of both sides, and verify.mjs, by which the provider checks it with Node alone.",
    "用于提交工单的 zip：中文信函、清单、双方记录的证据，以及 verify.mjs，对方只需 Node 即可自行核验。",
  ),
  none: both(
    "Nothing of this month can be disputed yet. Mark what is to be asked back as disputed first.",
    "该月还没有可以申诉的差异。请先把要向腾讯云提出的差异标记为“申诉”。",
  ),
  toList: both("To the open discrepancies", "查看待处理的差异"),
  download: both(
    (count: number) => `Download the pack (${plural(count, "charge")})`,
    (count) => `下载申诉材料（${n(count)} 笔）`,
  ),
  withWeak: both(
    (count: number) => `The same with ${plural(count, "question")} on a list of their own`,
    (count) => `下载并另附 ${n(count)} 笔请对方确认的清单`,
  ),
  leftOut: both("What is left out, and why", "未列入的差异及原因"),
  reason: both("Why", "原因"),
})
