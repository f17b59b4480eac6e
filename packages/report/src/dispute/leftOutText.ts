/** What whoever makes a dispute is told: what went in, and what was left out and why, in both languages. */
import type { LeftOutReason } from "@faceid-tally/books/engine"

import { both, type Both, byLanguage } from "../language/both.ts"
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"

const reason: Readonly<Record<LeftOutReason, Both<string>>> = {
  not_final: both(
    "our result was fetched before it was final: it may be our gap",
    "我方拉取结果时尚未最终确定，可能是我方缺漏",
  ),
  token_unknown: both(
    "we do not know the BizToken, or the line has none: it may be our gap",
    "我方没有该 BizToken 的记录，或账单未列出 BizToken，可能是我方缺漏",
  ),
  our_flag_unknown: both("our record has no charge flag", "我方记录未标明是否计费"),
  entries_conflict: both("our own records contradict each other", "我方先后取得的记录互相矛盾"),
  nothing_to_ask_back: both("there is nothing to ask back", "没有可以要回的费用"),
}

export const leftOutText = byLanguage({
  made: both(
    (disputed: number, questions: number, amount: string) =>
      `${plural(disputed, "charge")} disputed (${amount})${questions === 0 ? "" : `, ${n(questions)} asked about`}.`,
    (disputed, questions, amount) =>
      `申诉 ${n(disputed)} 笔（${amount}）${questions === 0 ? "" : `，另请确认 ${n(questions)} 笔`}。`,
  ),
  head: both(
    (head: string) =>
      `Head: ${head}. The other side must have it by another way before: without that the pack only agrees with itself.`,
    (head) => `存证哈希：${head}。须事先以其他途径告知对方，否则材料只能证明自身前后一致。`,
  ),
  unpriced: both("price not known", "单价待定"),
  row: both(
    (key: string, code: string, why: string) => `Left out: ${key}, ${code}: ${why}.`,
    (key, code, why) => `未列入：${key}，${code}：${why}。`,
  ),
  reason,
  none: both(
    "Nothing was written: no discrepancy of the month can be disputed. decide --as disputed says which are; --include-weak asks about weak ones.",
    "未写入：该月没有可以申诉的差异。请先用 decide --as disputed 标记；存疑的可用 --include-weak 请对方确认。",
  ),
})
