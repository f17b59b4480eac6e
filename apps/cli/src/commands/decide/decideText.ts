/** What `decide` says beside its tables, in both languages. */
import type { DecisionSheet } from "@faceid-tally/files/decisions"
import type { Language } from "@faceid-tally/report"

type NoDecisions = Extract<DecisionSheet, { readonly _tag: "NoDecisions" }>

const en = {
  notBoth: (name: string) => `--${name} does not belong to a sheet: its rows say what is decided.`,
  onlyWithAs: (name: string) => `--${name} belongs to --as.`,
  notUnits: "--units needs a whole number above 0.",
  cannotRead: (file: string) => `${file}: the file cannot be read.`,
  sheet: {
    unreadable: () => "this is neither a workbook nor a table of text",
    no_header: () => "no row has the head key: export a sheet with decide <month> --out, and fill that in",
    missing_columns: (columns: string) => `columns are missing: ${columns}`,
    no_month: () => "no row says its month",
    several_months: () => "its rows are of several months: keep a sheet for each",
  } satisfies Readonly<Record<NoDecisions["why"], (columns: string) => string>>,
}

const zhCN: typeof en = {
  notBoth: (name) => `--${name} 不能与表格同用：结论以表格各行为准。`,
  onlyWithAs: (name) => `--${name} 须与 --as 同用。`,
  notUnits: "--units 需要大于 0 的整数。",
  cannotRead: (file) => `${file}：文件无法读取。`,
  sheet: {
    unreadable: () => "既不是工作簿，也不是文本表格",
    no_header: () => "没有哪一行含表头 key：请用 decide <月份> --out 导出后填写",
    missing_columns: (columns) => `缺少列：${columns}`,
    no_month: () => "没有一行写明月份",
    several_months: () => "各行不属于同一个月：请分成每月一个表格",
  },
}

export const decideText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
