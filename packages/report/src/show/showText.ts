/** What `show` says of one Seq or BizToken, in both languages. */
import { both, byLanguage } from "../language/both.ts"
import { formatCount as n } from "../language/Money.ts"

export const showText = byLanguage({
  nothing: both(
    (id: string) => `Nothing is known of ${id} in these files.`,
    (id) => `这些文件中没有关于 ${id} 的任何内容。`,
  ),
  token: both(
    (id: string) => `BizToken ${id}`,
    (id) => `BizToken ${id}`,
  ),
  seq: both(
    (id: string) => `Seq ${id}`,
    (id) => `Seq ${id}`,
  ),
  attempts: both("Attempts", "核验"),
  entries: both("Entries as they were read", "读到的条目"),
  lines: both("Lines of the bill", "账单明细"),
  noAttempts: both("No entry in these files.", "这些文件中没有它的条目。"),
  noLines: both("No line of a bill in these files.", "这些文件中没有它的账单明细。"),
  rules: both("What the published rules say", "公布的收费规则"),
  stated: both(
    (count: number) => `ChargeCount ${n(count)}`,
    (count) => `ChargeCount ${n(count)}`,
  ),
  columns: {
    place: both("Read at", "读取位置"),
  },
})
