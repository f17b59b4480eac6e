/** What the program says of itself: help, options, and usage errors, in both languages. */
import type { Language } from "@faceid-tally/report"

export interface CliText {
  /** The strings of yargs, which would be English in a bundle. */
  readonly yargs: Readonly<Record<string, string | { readonly one: string; readonly other: string }>>
  readonly about: string
  readonly help: string
  readonly version: string
  readonly exitCodes: string
  readonly examplesTitle: string
  readonly commands: Readonly<Record<"count" | "reconcile" | "show" | "explain" | "completion", string>>
  readonly options: Readonly<Record<OptionName, string>>
  readonly examples: Readonly<Record<ExampleName, string>>
  readonly seeHelp: (command: string | undefined) => string
  readonly noCommand: string
  readonly unknownCommand: (name: string, close: string | undefined) => string
  readonly unknownOption: (name: string, close: string | undefined) => string
  readonly givenTwice: (name: string) => string
  readonly notADay: (name: string) => string
  readonly daysReversed: string
  readonly notAPrice: string
  readonly notACode: string
  readonly notColumns: string
  readonly excelNeedsCsv: string
  readonly unknownEdition: (name: string, known: ReadonlyArray<string>, close: string | undefined) => string
  readonly editionNeeded: (known: ReadonlyArray<string>) => string
  readonly unknownColumn: (name: string, known: ReadonlyArray<string>) => string
  readonly noFiles: (pattern: string) => string
  readonly missing: Readonly<Record<"not_found" | "unreadable", (file: string) => string>>
  readonly rejected: (count: number) => string
  readonly stopped: string
  readonly cannotWrite: string
  readonly broken: (where: string) => string
  readonly reading: string
}

export type OptionName =
  | "by"
  | "output"
  | "edition"
  | "rules"
  | "columns"
  | "encoding"
  | "strict"
  | "quiet"
  | "results"
  | "bill"
  | "from"
  | "to"
  | "rule"
  | "unit-price"
  | "allow-incomplete"
  | "excel"
  | "day"
  | "lang"
  | "no-color"
  | "files"
  | "id"
  | "errcode"
  | "shell"

export type ExampleName =
  | "count"
  | "countBy"
  | "reconcile"
  | "reconcileCsv"
  | "show"
  | "explain"
  | "explainDay"
  | "completion"

const quoted = (name: string) => `“${name}”`

const en: CliText = {
  yargs: {},
  about: "Proves, charge by charge, that the bill of Tencent Cloud FaceID is right.",
  help: "Show help",
  version: "Show the version",
  exitCodes: `Exit codes:
  0    all well
  1    reconcile: some discrepancy has an impact
  2    bad input, bad usage, or an incomplete bill
  130  interrupted`,
  examplesTitle: "Examples:",
  commands: {
    count: "Count the charges in results",
    reconcile: "Compare results with the bill and explain every difference",
    show: "Show all that is known of one Seq or BizToken",
    explain: "Explain a return code: what it means, and whether it is charged",
    completion: "Print the completion script of a shell",
  },
  options: {
    by: "Count per day, RuleId, return code, BizToken or account as well",
    output: "How to print it, by default as a table",
    edition: "Audit by the published rules of an edition: plus, eid, intention, wechat or app",
    rules: "A table of rules of your own (CSV: code, and a column for each edition with y or n)",
    columns: "Headers of your tables, for example Seq=SerialNo,ReqTime=Time",
    encoding: "The encoding of tables without a byte order mark",
    strict: "Stop at the first rejected record, and print no totals",
    quiet: "No progress and no remarks; errors are still told",
    results: "Results: files, folders, globs, or - for standard input",
    bill: "The provider's bill: files, folders, globs, or - for standard input",
    from: "The first day, YYYY-MM-DD (+08:00)",
    to: "The last day, YYYY-MM-DD (+08:00)",
    rule: "Only this RuleId",
    "unit-price": "What one charge costs, in yuan, for example 1.20",
    "allow-incomplete": "Accept a bill of which days are missing",
    excel: "CSV that Excel opens rightly (with a byte order mark)",
    day: "The rules of a day, YYYY-MM-DD, instead of today's",
    lang: "Language, by default that of the system",
    "no-color": "No colours (so does NO_COLOR)",
    files: "Files, folders, globs, or - for standard input",
    id: "A Seq or a BizToken",
    errcode: "A return code, for example 2016",
    shell: "Which shell, by default the one at hand",
  },
  examples: {
    count: "charges of a month, and what the rules of Plus say of the open ones",
    countBy: "per day, as CSV",
    reconcile: "a month against its bill, in yuan too",
    reconcileCsv: "every discrepancy, for Excel",
    show: "one attempt, in results and bill",
    explain: "is a failed comparison charged?",
    explainDay: "by the rules of an earlier day",
    completion: "for bash; also zsh and fish",
  },
  seeHelp: (command) => `See faceid-tally ${command === undefined ? "" : `${command} `}--help.`,
  noCommand: "Name a command: count, reconcile, show, explain or completion.",
  unknownCommand: (name, close) =>
    `There is no command ${quoted(name)}.${close === undefined ? "" : ` Did you mean ${close}?`}`,
  unknownOption: (name, close) => `There is no option ${name}.${close === undefined ? "" : ` Did you mean ${close}?`}`,
  givenTwice: (name) => `--${name} is given more than once.`,
  notADay: (name) => `--${name} needs a real date YYYY-MM-DD.`,
  daysReversed: "--from is after --to.",
  notAPrice: "--unit-price needs an amount in yuan, for example 1.20.",
  notACode: "A return code is an integer, for example 2016.",
  notColumns: "--columns needs pairs name=header, for example Seq=SerialNo,ReqTime=Time.",
  excelNeedsCsv: "--excel goes with --output csv.",
  unknownEdition: (name, known, close) =>
    `There is no edition ${quoted(name)}.${close === undefined ? "" : ` Did you mean ${close}?`} The editions are ${known.join(", ")}.`,
  editionNeeded: (known) => `--rules has several editions: choose one with --edition (${known.join(", ")}).`,
  unknownColumn: (name, known) => `--columns: there is no column ${quoted(name)}. The columns are ${known.join(", ")}.`,
  noFiles: (pattern) => `${pattern}: there is no file to read in it.`,
  missing: {
    not_found: (file) => `${file}: no such file.`,
    unreadable: (file) => `${file}: the file cannot be read.`,
  },
  rejected: (count) => `${count} rejected and not counted.`,
  stopped: "Stopped at the first rejected record (--strict); there are no totals.",
  cannotWrite: "The output cannot be written.",
  broken: (where) =>
    `This is a defect of faceid-tally, not of your data (${where}). Please report it, without any data.`,
  reading: "Reading",
}

const zhCN: CliText = {
  yargs: {
    "Commands:": "命令：",
    "Options:": "选项：",
    "Positionals:": "参数：",
    boolean: "布尔",
    string: "文本",
    number: "数字",
    array: "列表",
    required: "必需",
    "default:": "默认：",
    "choices:": "可选：",
    "Missing required argument: %s": { one: "缺少必须的选项：%s", other: "缺少必须的选项：%s" },
    "Not enough arguments following: %s": "选项缺少值：%s",
    "Not enough non-option arguments: got %s, need at least %s": {
      one: "参数不够：给出 %s 个，至少需要 %s 个",
      other: "参数不够：给出 %s 个，至少需要 %s 个",
    },
    "Too many non-option arguments: got %s, maximum of %s": {
      one: "参数过多：给出 %s 个，最多 %s 个",
      other: "参数过多：给出 %s 个，最多 %s 个",
    },
    "Unknown argument: %s": { one: "无法识别：%s", other: "无法识别：%s" },
    "Unknown command: %s": { one: "无法识别的命令：%s", other: "无法识别的命令：%s" },
    "Invalid values:": "取值无效：",
    "Argument: %s, Given: %s, Choices: %s": "选项 %s，给出 %s，可选 %s",
  },
  about: "逐笔证明腾讯云慧眼人脸核身的账单是否正确。",
  help: "显示帮助",
  version: "显示版本号",
  exitCodes: `退出码：
  0    一切正常
  1    reconcile 发现有影响的差异
  2    输入或用法有误，或账单不完整
  130  被中断`,
  examplesTitle: "示例：",
  commands: {
    count: "统计核身结果中的收费次数",
    reconcile: "将核身结果与账单对账，并解释每一项差异",
    show: "显示一个 Seq 或 BizToken 的全部已知信息",
    explain: "解释返回码的含义，以及是否收费",
    completion: "输出命令补全脚本",
  },
  options: {
    by: "同时按日期、RuleId、返回码、BizToken 或账号统计",
    output: "输出格式，默认为表格",
    edition: "按某一版本公布的规则核查：plus、eid、intention、wechat 或 app",
    rules: "自备的规则表（CSV：code 列，以及每个版本一列，填 y 或 n）",
    columns: "表格的表头对应关系，例如 Seq=流水号,ReqTime=时间",
    encoding: "没有 BOM 的表格的编码",
    strict: "遇到第一条拒收的记录即停止，不输出合计",
    quiet: "不显示进度和提示；错误仍会显示",
    results: "核身结果：文件、目录、通配符，或 - 表示标准输入",
    bill: "腾讯云账单：文件、目录、通配符，或 - 表示标准输入",
    from: "起始日期 YYYY-MM-DD（东八区）",
    to: "结束日期 YYYY-MM-DD（东八区）",
    rule: "只看这个 RuleId",
    "unit-price": "每次收费的单价（元），例如 1.20",
    "allow-incomplete": "接受缺少日期的账单",
    excel: "输出可用 Excel 直接打开的 CSV（带 BOM）",
    day: "按某一天的规则，YYYY-MM-DD，而不是当前规则",
    lang: "语言，默认与系统一致",
    "no-color": "不使用颜色（等同 NO_COLOR）",
    files: "文件、目录、通配符，或 - 表示标准输入",
    id: "Seq 或 BizToken",
    errcode: "返回码，例如 2016",
    shell: "哪一种 shell，默认为当前的",
  },
  examples: {
    count: "统计一个月的收费，并按 Plus 规则看未定的部分",
    countBy: "按日期统计，输出 CSV",
    reconcile: "一个月的结果与账单对账，并折算金额",
    reconcileCsv: "导出每一项差异，供 Excel 使用",
    show: "查看一次核验的结果与账单",
    explain: "比对未通过是否收费？",
    explainDay: "按较早日期的规则",
    completion: "用于 bash，也支持 zsh 和 fish",
  },
  seeHelp: (command) => `请看 faceid-tally ${command === undefined ? "" : `${command} `}--help。`,
  noCommand: "请给出命令：count、reconcile、show、explain 或 completion。",
  unknownCommand: (name, close) => `没有命令${quoted(name)}。${close === undefined ? "" : `是指 ${close} 吗？`}`,
  unknownOption: (name, close) => `没有选项 ${name}。${close === undefined ? "" : `是指 ${close} 吗？`}`,
  givenTwice: (name) => `--${name} 只能给出一次。`,
  notADay: (name) => `--${name} 需要真实日期 YYYY-MM-DD。`,
  daysReversed: "--from 晚于 --to。",
  notAPrice: "--unit-price 需要以元为单位的金额，例如 1.20。",
  notACode: "返回码是整数，例如 2016。",
  notColumns: "--columns 需要“列名=表头”，例如 Seq=流水号,ReqTime=时间。",
  excelNeedsCsv: "--excel 须与 --output csv 一起使用。",
  unknownEdition: (name, known, close) =>
    `没有版本${quoted(name)}。${close === undefined ? "" : `是指 ${close} 吗？`}可选版本：${known.join("、")}。`,
  editionNeeded: (known) => `规则表有多个版本，请用 --edition 选择（${known.join("、")}）。`,
  unknownColumn: (name, known) => `--columns：没有列${quoted(name)}。可用的列：${known.join("、")}。`,
  noFiles: (pattern) => `${pattern}：其中没有可读取的文件。`,
  missing: {
    not_found: (file) => `${file}：文件不存在。`,
    unreadable: (file) => `${file}：文件无法读取。`,
  },
  rejected: (count) => `有 ${count} 条被拒收，未计入。`,
  stopped: "已在第一条拒收的记录处停止（--strict），不输出合计。",
  cannotWrite: "无法写出结果。",
  broken: (where) => `这是 faceid-tally 自身的缺陷，不是您的数据有误（${where}）。请反馈给我们，不要附上任何数据。`,
  reading: "读取中",
}

const textByLanguage: Readonly<Record<Language, CliText>> = { en, "zh-CN": zhCN }

export const cliTextOf = (language: Language): CliText => textByLanguage[language]
