/** What a count says, in both languages. */
import type { Ruling } from "@faceid-tally/core/engine"

import { both, byLanguage } from "../language/both.ts"
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"

export const countText = byLanguage({
  headline: both(
    (charges: number, attempts: number) => `${plural(charges, "charge")} in ${plural(attempts, "attempt")}`,
    (charges, attempts) => `核验 ${n(attempts)} 次，其中收费 ${n(charges)} 次`,
  ),
  days: both(
    (from: string | undefined, to: string | undefined) =>
      from === undefined
        ? `Up to ${to ?? ""}, by ReqTime.`
        : `From ${from}${to === undefined ? " on" : ` to ${to}`}, by ReqTime.`,
    (from, to) =>
      from === undefined
        ? `截至 ${to ?? ""}（按 ReqTime）。`
        : `${from} ${to === undefined ? "起" : `至 ${to}`}（按 ReqTime）。`,
  ),
  /** Attempts of other days, attempts without a time, and NFC charges without one. */
  leftOut: both(
    (outside: number, undated: number, nfcUndated: number) =>
      (outside === 0 ? "" : ` Left out: ${plural(outside, "attempt")} of other days.`) +
      (undated === 0 ? "" : ` Left out, because ReqTime is missing: ${plural(undated, "attempt")}.`) +
      (nfcUndated === 0 ? "" : ` Left out, because no ReqTime is known: ${plural(nfcUndated, "NFC charge")}.`),
    (outside, undated, nfcUndated) =>
      (outside === 0 ? "" : `未计入：其他日期的 ${n(outside)} 次核验。`) +
      (undated === 0 ? "" : `未计入：缺少 ReqTime 的 ${n(undated)} 次核验。`) +
      (nfcUndated === 0 ? "" : `未计入：没有已知 ReqTime 的 ${n(nfcUndated)} 次 NFC 计费。`),
  ),
  charges: both("IsNeedCharge is true", "IsNeedCharge 为 true"),
  uncharged: both("IsNeedCharge is false", "IsNeedCharge 为 false"),
  unknown: both("IsNeedCharge is null or missing", "IsNeedCharge 为 null 或缺失"),
  unknownOf: both(
    (edition: string, { charged: worrying, free, unlisted }: Readonly<Record<Ruling, number>>) =>
      `by the rules of ${edition}: ${n(worrying)} charged, ${n(free)} not charged, ${n(unlisted)} not listed`,
    (edition, { charged: worrying, free, unlisted }) =>
      `按 ${edition} 规则：收费 ${n(worrying)}，不收费 ${n(free)}，未列出 ${n(unlisted)}`,
  ),
  unknownHint: both(
    "with --edition the published rules say which of them would be charged",
    "加上 --edition 可看出其中哪些按公布规则会收费",
  ),
  attempts: both("each Seq once", "每个 Seq 只计一次"),
  nfc: both("a line of its own, not among the attempts", "单独一项，不计入核验次数"),
  conflicts: both(
    "another observation of a known Seq; the latest counts",
    "同一 Seq 的记录前后不一致，以最后拉取的为准",
  ),
  duplicates: both("the same observation read again", "同一记录被重复读取"),
  unidentified: both("attempts without Seq, told apart by their other fields", "没有 Seq 的核验，按其他字段区分"),
  rejected: both("nothing of them counts; the reasons stand above", "完全不计入，原因见上文"),
  read: both(
    ({
      records,
      results,
      apiErrors,
      rejected,
      entries,
    }: {
      records: number
      results: number
      apiErrors: number
      rejected: number
      entries: number
    }) =>
      `Read ${plural(records, "record")}: ${plural(results, "result")} with ${plural(entries, "entry", "entries")}, ` +
      `${plural(apiErrors, "API error")}, ${n(rejected)} rejected`,
    ({ records, results, apiErrors, rejected, entries }) =>
      `共读取 ${n(records)} 条记录：结果 ${n(results)} 条（含 ${n(entries)} 个条目），API 错误 ${n(apiErrors)} 条，未能读取（已跳过）${n(rejected)} 条`,
  ),
  columns: {
    apiErrors: both("API errors", "API 错误"),
    conflicts: both("Conflicts", "前后不一致"),
    duplicates: both("Duplicates", "重复读取"),
    entries: both("Entries", "条目"),
    nfcCharges: both("NFC charges", "NFC 计费"),
    records: both("Records", "记录"),
    rejected: both("Rejected", "未能读取"),
    results: both("Results", "结果"),
    unidentified: both("Without Seq", "无 Seq"),
    unknownCharged: both("Unknown, charged by the rules", "未标明（按规则收费）"),
    unknownFree: both("Unknown, free by the rules", "未标明（按规则不收费）"),
    unknownUnlisted: both("Unknown, not listed", "未标明（规则未列出）"),
  },
})
