/** What is said while files are read, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  reading: "Reading",
  notAPlace: "--at needs keys joined by dots, like data.rows; a dot in a key is written \\.",
  rejected: (count: number) => `${count} rejected and not counted.`,
  moreOfKind: (count: number, message: string) => `and ${count} more of this kind: ${message}`,
  /** Of files in which there is nothing, not even that there is nothing. */
  noRecords: ([file = "", ...others]: ReadonlyArray<string>) =>
    others.length === 0
      ? `${file}: there is no record in it.`
      : `There is no record in these files: ${[file, ...others].join(", ")}.`,
  /** Where it belongs, what was met at one place and belongs to the other side. */
  otherSide: {
    count: "reconcile takes a bill with --bill, and bill import stores it",
    import: "bill import stores a bill",
    billImport: "import stores results",
    results: "give a bill with --bill",
    bill: "give results with --results",
  },
  allOfOtherSide: {
    results: (files, cure) => `${files.join(", ")}: this is a bill, not results: ${cure}.`,
    bills: (files, cure) => `${files.join(", ")}: these are results, not a bill: ${cure}.`,
  } satisfies Readonly<Record<"results" | "bills", (files: ReadonlyArray<string>, cure: string) => string>>,
  stopped: "Stopped at the first rejected record (--strict); there are no totals.",
}

const zhCN: typeof en = {
  reading: "读取中",
  notAPlace: "--at 需要用点连接的键名，例如 data.rows；键名中的点写作 \\.。",
  rejected: (count) => `有 ${count} 条未能读取（已跳过），未计入。`,
  moreOfKind: (count, message) => `同类问题还有 ${count} 条：${message}`,
  noRecords: ([file = "", ...others]) =>
    others.length === 0 ? `${file}：其中没有任何记录。` : `以下文件中没有任何记录：${[file, ...others].join("、")}。`,
  otherSide: {
    count: "账单对账请用 reconcile --bill，存入账本请用 bill import",
    import: "账单请用 bill import 存入",
    billImport: "核身结果请用 import 存入",
    results: "账单请用 --bill 给出",
    bill: "核身结果请用 --results 给出",
  },
  allOfOtherSide: {
    results: (files, cure) => `${files.join("、")}：这是账单，不是核身结果：${cure}。`,
    bills: (files, cure) => `${files.join("、")}：这是核身结果，不是账单：${cure}。`,
  },
  stopped: "已在第一条未能读取的记录处停止（--strict），不输出合计。",
}

export const readingText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
