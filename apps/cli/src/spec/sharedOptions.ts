/** Options that mean the same for every command that takes them. What differs stands with the command itself. */
import { discrepancyKinds } from "@faceid-tally/core/engine"
import { decisionStates } from "@faceid-tally/core/money"

import type { OptionSpec } from "./CommandSpec.ts"
import { file, flag, oneOf, text } from "./optionKinds.ts"

/** What every command understands. */
export const globalOptions = {
  lang: oneOf(["zh-CN", "en"], {
    en: "Language, by default that of the system (also FACEID_TALLY_LANG)",
    "zh-CN": "语言，默认与系统一致（也可用 FACEID_TALLY_LANG）",
  }),
  "no-color": flag({ en: "No colours (so does NO_COLOR)", "zh-CN": "不使用颜色（等同 NO_COLOR）" }),
} as const

export const configOption = {
  config: file("faceid-tally.json", {
    en: "The settings, by default faceid-tally.json (also FACEID_TALLY_CONFIG)",
    "zh-CN": "配置文件，默认 faceid-tally.json（也可用 FACEID_TALLY_CONFIG）",
  }),
} as const

export const ledgerOptions = {
  ledger: text("sqlite:faceid-tally.db", {
    en: "The ledger, sqlite:<path> or postgres://… (also FACEID_TALLY_LEDGER)",
    "zh-CN": "账本，sqlite:<路径> 或 postgres://…（也可用 FACEID_TALLY_LEDGER）",
  }),
  ...configOption,
} as const

export const endpointOption = {
  endpoint: text("http://127.0.0.1:9000", {
    en: "The provider's host, or an http URL on loopback (also FACEID_TALLY_ENDPOINT)",
    "zh-CN": "腾讯云接入地址，或本机的 http 地址（也可用 FACEID_TALLY_ENDPOINT）",
  }),
} as const

/** The forms of an answer, JSON among them. */
export const outputOptions = (...forms: ReadonlyArray<string>) => {
  const isWorkbook = forms.includes("xlsx")
  const output = oneOf(forms, {
    en: `Format of the output, by default a table${isWorkbook ? "; xlsx is an Excel workbook" : ""}`,
    "zh-CN": `输出格式，默认为表格${isWorkbook ? "；xlsx 为 Excel 工作簿" : ""}`,
  })
  return {
    output: { ...output, aliases: ["format"] } as OptionSpec,
    json: flag({ en: "The same as --output json", "zh-CN": "等同于 --output json" }),
  } as const
}

export const outOption = {
  out: {
    ...file("october.csv", {
      en: "Write into this file; .csv, .json, .xlsx … choose the format",
      "zh-CN": "写入文件；扩展名 .csv、.json、.xlsx 等决定格式",
    }),
    aliases: ["o"],
  } as OptionSpec,
} as const

export const excelOption = {
  excel: flag({
    en: "CSV that Excel opens correctly (with a byte order mark)",
    "zh-CN": "输出可用 Excel 直接打开的 CSV（带 BOM）",
  }),
} as const

/** Which days: from the first to the last, or a whole month. */
export const daysOptions = {
  from: text("2026-10-01", {
    en: "The first day, YYYY-MM-DD (+08:00), or YYYY-MM",
    "zh-CN": "起始日期 YYYY-MM-DD（东八区），也可为 YYYY-MM",
  }),
  to: text("2026-10-31", {
    en: "The last day, YYYY-MM-DD (+08:00), or YYYY-MM",
    "zh-CN": "结束日期 YYYY-MM-DD（东八区），也可为 YYYY-MM",
  }),
  month: text("2026-10", {
    en: "A whole month, YYYY-MM, instead of --from and --to",
    "zh-CN": "整个月 YYYY-MM，代替 --from 和 --to",
  }),
} as const

/** How files are read. */
export const readingOptions = {
  columns: text("Seq=SerialNo", {
    en: "Headers of your tables, for example Seq=SerialNo,ReqTime=Time; Errcode= says that there is none",
    "zh-CN": "表格的表头对应关系，例如 Seq=流水号,ReqTime=时间；Errcode= 表示没有这一列",
  }),
  sheet: text("Sheet1", {
    en: "Only this sheet of a workbook, by its name",
    "zh-CN": "只读取工作簿中的这个工作表（按名称）",
  }),
  at: text("data.rows", {
    en: "In JSON: the keys to the records, joined by dots (data.rows)",
    "zh-CN": "JSON 中记录所在的位置：各级键名用点连接（data.rows）",
  }),
  encoding: oneOf(["utf-8", "utf-16le", "utf-16be", "gb18030"], {
    en: "The encoding of tables without a byte order mark",
    "zh-CN": "没有 BOM 的表格的编码",
  }),
  "utc-offset": text("+08:00", {
    en: "The offset of times that are written without one, e.g. +08:00",
    "zh-CN": "没有写明时区的时间所用的时区，例如 +08:00",
  }),
} as const

export const strictOption = {
  strict: flag({
    en: "Stop at the first rejected record, and print no totals",
    "zh-CN": "遇到第一条未能读取的记录即停止，不输出合计",
  }),
} as const

export const quietOption = {
  quiet: {
    ...flag({
      en: "No progress and no remarks; errors are still shown",
      "zh-CN": "不显示进度和提示；错误仍会显示",
    }),
    aliases: ["q"],
  } as OptionSpec,
} as const

export const dryRunOption = {
  "dry-run": flag({ en: "Say what would be done, and change nothing", "zh-CN": "只说明将做什么，不作任何更改" }),
} as const

/** Rules to audit by. */
export const rulesOptions = {
  edition: text("plus", {
    en: "Audit by the published rules of an edition: plus, eid, intention, wechat or app",
    "zh-CN": "按某一版本公布的规则核查：plus、eid、intention、wechat 或 app",
  }),
  rules: file("rules.csv", {
    en: "A table of rules of your own (CSV: code, and a column for each edition with y or n)",
    "zh-CN": "自备的规则表（CSV：code 列，以及每个版本一列，填 y 或 n）",
  }),
} as const

export const unitPriceOption = {
  "unit-price": text("1.20", {
    en: "What one charge costs, in yuan, for example 1.20",
    "zh-CN": "每次计费的单价（元），例如 1.20",
  }),
} as const

/** Which account is looked at. */
export const accountOption = {
  account: text("default", {
    en: "Only this Tencent Cloud account, by its name in the settings; by default all",
    "zh-CN": "只看这个腾讯云账号（配置中的名称）；不填则为所有账号",
  }),
} as const

/** Which discrepancies of a month. */
export const decisionFilterOptions = {
  kind: oneOf(discrepancyKinds, { en: "Only discrepancies of this kind", "zh-CN": "只取这一类差异" }),
  day: text("2026-10-05", { en: "Only of this billing day", "zh-CN": "只取这一账单日" }),
  account: text("default", {
    en: "Only of this Tencent Cloud account, by its name in the settings",
    "zh-CN": "只取这个腾讯云账号（配置中的名称）",
  }),
  state: oneOf(decisionStates, { en: "Only those in this state", "zh-CN": "只取处于这一状态的" }),
}
