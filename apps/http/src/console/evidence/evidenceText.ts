/** What the page of evidence says, in both languages. */
import { both, byLanguage, formatCount as n, plural } from "@faceid-tally/report"

export const evidenceText = byLanguage({
  title: both("Evidence", "存证"),
  lead: both(
    "Every write into the books has a digest, and seals link them into one chain. Whatever is changed, removed or put in between is found.",
    "账本的每次写入都带有摘要，并由存证连成一条链。任何改动、删除或插入都能被验出。",
  ),
  lastSeal: both("Last seal", "最近一次存证"),
  noSeal: both(
    "There is no seal yet. What is written into the books is sealed by itself.",
    "还没有存证。写入账本后会自动存证。",
  ),
  head: both("Head", "存证哈希"),
  unsealed: both(
    (batches: number) => `${plural(batches, "batch", "batches")} not sealed yet.`,
    (batches) => `另有 ${n(batches)} 批写入尚未存证。`,
  ),
  verify: both("Verify the books", "验证账本"),
  verifyHelp: both(
    "Computes every row, batch and seal again. The larger the books, the longer it takes.",
    "重新计算每一行、每一批和每一次存证。账本越大，用时越长。",
  ),
  verifyWith: both("A head you kept (may be left out)", "以前保存的存证哈希（可不填）"),
  headHint: both(
    "With it, it is also verified that nothing since that seal was cut or rewritten.",
    "填写后还会验证：自那次存证以来没有内容被截去或重写。",
  ),
  verifyNow: both("Verify now", "立即验证"),
  receipt: both("Receipt of one attempt", "单次核验的凭证"),
  receiptHelp: both(
    "A receipt proves that a Seq was in the books at a seal; it can be verified without the books.",
    "凭证可以单独证明某个 Seq 在存证时已在账本中，不需要账本本身即可验证。",
  ),
  receiptGet: both("See the receipt", "查看凭证"),
  receiptOf: both(
    (seq: string) => `Receipt of Seq ${seq}`,
    (seq) => `Seq ${seq} 的凭证`,
  ),
  receiptSeal: both(
    (seal: number, at: string) => `Proven by seal ${n(seal)}, sealed on ${at}`,
    (seal, at) => `由第 ${n(seal)} 次存证证明，存证于 ${at}`,
  ),
  receiptDownload: both("Download the receipt (JSON)", "下载凭证（JSON）"),
})
