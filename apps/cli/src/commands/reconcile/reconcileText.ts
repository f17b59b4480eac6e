/** What `reconcile` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const quoted = (name: string) => `“${name}”`

const en = {
  filesGoTogether: "--results and --bill go together: give both, or none to reconcile the ledger.",
  sameFile: (file: string) => `--results and --bill both read ${file}: a file cannot be compared with itself.`,
  sidesExchanged: "--results and --bill are probably exchanged: each was given what belongs to the other.",
  columnNowhere: (header: string, column: string) =>
    `--columns: no table that was read has the column ${quoted(header)}, nor ${column}.`,
  written: (file: string) => `The bridge, what the bill is made of and every discrepancy are in ${file}.`,
  notKept: "Not kept as a run, because runs are of all accounts.",
  withoutKeeping: "To reconcile without keeping the run, add --no-keep.",
}

const zhCN: typeof en = {
  filesGoTogether: "--results 与 --bill 须同时给出；都不给出则对账本对账。",
  sameFile: (file) => `--results 与 --bill 读取了同一个文件 ${file}，无法与自身对账。`,
  sidesExchanged: "--results 与 --bill 很可能给反了：两边读到的都是对方的内容。",
  columnNowhere: (header, column) => `--columns：读取的表格中既没有列${quoted(header)}，也没有 ${column}。`,
  written: (file) => `合计的构成、账单组成和每一项差异已写入 ${file}。`,
  notKept: "保留的对账须包含所有账号，本次只对一个账号，未保留。",
  withoutKeeping: "如不必保存本次对账，请加上 --no-keep。",
}

export const reconcileText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
