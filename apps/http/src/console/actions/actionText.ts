/** What came of an action, in both languages. */
import { both, byLanguage, formatCount as n, plural } from "@faceid-tally/report"

export const actionText = byLanguage({
  underWay: both(
    "It is still under way; reload the page later to see what came of it.",
    "仍在进行，完成后刷新页面即可看到结果。",
  ),
  storedBill: both(
    (month: string, account: string, version: number, rows: number) =>
      `The account bill of ${month} (${account}) is stored: version ${version}, ${plural(rows, "row")} of FaceID.`,
    (month, account, version, rows) =>
      `已存入 ${month} 的账户账单（${account}）：第 ${version} 版，人脸核身 ${n(rows)} 行。`,
  ),
  sameBill: both(
    (month: string, account: string) => `This account bill of ${month} (${account}) was stored before: nothing is new.`,
    (month, account) => `${month} 的账户账单（${account}）此前已存入，内容没有变化。`,
  ),
  noFile: both("Choose a file first.", "请先选择文件。"),
  rejectedBill: both(
    (rows: number, line: number) =>
      `Nothing was stored: ${plural(rows, "row")} cannot be read, the first in line ${line}. Check the file with bill import --dry-run.`,
    (rows, line) => `未存入：有 ${n(rows)} 行无法读取，第一处在第 ${line} 行。可用 bill import --dry-run 检查该文件。`,
  ),
  noBill: both(
    "This is no account bill: download the bill details (L3) from the billing console.",
    "这不是账户账单：请在费用中心下载明细账单（L3）。",
  ),
  pulledDays: both(
    (pulled: number, others: number) =>
      `The bill of ${plural(pulled, "day")} was pulled${others === 0 ? "" : `, that of ${n(others)} was not`}.`,
    (pulled, others) => `已拉取 ${n(pulled)} 天的账单${others === 0 ? "" : `，另有 ${n(others)} 天没有拉到`}。`,
  ),
})
