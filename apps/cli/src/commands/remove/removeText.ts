/** What `remove` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  notAMonth: "--until needs a month, YYYY-MM.",
  tooEarly:
    "Only months that ended more than 31 days ago can be removed: their results and bills may still be on their way.",
  headUnknown: "No seal has this head. Make a copy first (backup, or pg_dump), and give the head that belongs to it.",
  nothing: (until: string) => `There is nothing to remove until ${until}.`,
  would: (months: ReadonlyArray<string>) => `Would be removed: ${months.join(", ")}. Leave --dry-run away to do it.`,
  done: (months: ReadonlyArray<string>, rows: number) =>
    `Removed: ${months.join(", ")} (${rows} ${rows === 1 ? "row" : "rows"} of evidence). Their sums and kept runs stay.`,
  detached: (months: ReadonlyArray<string>) => `Detached by hand before, recorded now: ${months.join(", ")}.`,
}

const zhCN: typeof en = {
  notAMonth: "--until 应为月份，格式 YYYY-MM。",
  tooEarly: "只能移除结束超过 31 天的月份：较近月份的结果和账单可能还会到达。",
  headUnknown: "没有哪次存证的哈希是它。请先备份（backup 或 pg_dump），再给出与备份对应的存证哈希。",
  nothing: (until) => `${until} 及更早没有可移除的数据。`,
  would: (months) => `将移除：${months.join("、")}。去掉 --dry-run 即执行。`,
  done: (months, rows) => `已移除：${months.join("、")}（证据 ${rows} 行）。合计与已保存的对账仍保留。`,
  detached: (months) => `此前已手工分离，现已补记：${months.join("、")}。`,
}

export type RemoveText = typeof en

export const removeText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
