/** What is said of a command line that cannot be followed, in both languages: the command, the value given, an example. */
import type { Language } from "@faceid-tally/report"

import type { CommandName } from "../CliText.ts"

export interface CommandLineText {
  readonly of: (command: CommandName, wrong: string) => string
  readonly noValue: (option: string, example: string) => string
  readonly noOption: (option: string, example: string) => string
  readonly twice: (option: string, values: ReadonlyArray<string>) => string
  readonly notAChoice: (name: string, value: string, choices: ReadonlyArray<string>) => string
  /** Of the word that a command cannot do without. */
  readonly noWord: (command: CommandName, example: string) => string
  readonly extraWord: (word: string, example: string) => string
  /** `-o json` */
  readonly outIsForm: (option: string, form: string) => string
  readonly notTwoPaths: (paths: ReadonlyArray<string>) => string
  readonly pathsAndOptions: string
  readonly notADay: (option: string, value: string) => string
  readonly notAMonth: (value: string) => string
  readonly monthAlone: string
  readonly periodNeeded: string
  readonly onlyFromFiles: (option: string) => string
  readonly onlyWith: (option: string, other: string) => string
  /** Of a reconciliation of one account. */
  readonly notKept: string
  /** Of a reconciliation that cannot be kept: how it is made all the same. */
  readonly withoutKeeping: string
  readonly noSuchVersion: (version: number, known: ReadonlyArray<number>) => string
}

const wanted: Readonly<Record<Language, Partial<Record<CommandName, string>>>> = {
  en: {
    count: "name the files or folders to count",
    import: "name the files or folders with results to store",
    "bill import": "name the files or folders with the bill to store",
    show: "name a Seq or a BizToken",
    explain: "name a return code",
    "bill diff": "name a day",
    statement: "name a month",
    "run show": "name a run by its number",
    "run repeat": "name a run by its number",
    "key revoke": "name a key by its id",
    "work show": "name a job by its number",
    "work retry": "name a job by its number",
  },
  "zh-CN": {
    count: "请给出要统计的文件或目录",
    import: "请给出要存入账本的核身结果文件或目录",
    "bill import": "请给出要存入账本的账单文件或目录",
    show: "请给出 Seq 或 BizToken",
    explain: "请给出返回码",
    "bill diff": "请给出日期",
    statement: "请给出月份",
    "run show": "请给出对账编号",
    "run repeat": "请给出对账编号",
    "key revoke": "请给出密钥编号",
    "work show": "请给出任务编号",
    "work retry": "请给出任务编号",
  },
}

const en: CommandLineText = {
  of: (command, wrong) => `${command}: ${wrong}`,
  noValue: (option, example) => `${option} needs a value, for example ${example}.`,
  noOption: (option, example) => `${option} is needed, for example ${example}.`,
  twice: (option, values) => `${option} is given more than once (${values.join(", ")}). Give it once.`,
  notAChoice: (name, value, choices) => `${name} cannot be “${value}”. Choose one of ${choices.join(", ")}.`,
  noWord: (command, example) => `${wanted.en[command] ?? "a word is missing"}, for example: ${example}`,
  extraWord: (word, example) => `“${word}” is one word too many. For example: ${example}`,
  outIsForm: (option, form) =>
    `${option} names a file, and ${form} is a format. For the format write --output ${form.toLowerCase()}.`,
  notTwoPaths: (paths) =>
    `reconcile takes two paths, first the results, then the bill; ${paths.length === 1 ? `only ${paths[0]} is given` : `${paths.length} are given`}. For more: reconcile --results <files> --bill <files>.`,
  pathsAndOptions: "reconcile takes two paths, or --results and --bill, not both.",
  notADay: (option, value) => `${option}: “${value}” is no real date. Write YYYY-MM-DD, for example 2026-10-01.`,
  notAMonth: (value) => `--month: “${value}” is no month. Write YYYY-MM, for example 2026-10.`,
  monthAlone: "--month stands for --from and --to: give it alone.",
  periodNeeded: "Which days? For example --from 2026-10-01 --to 2026-10-31, or --month 2026-10.",
  onlyFromFiles: (option) => `${option} is for files: it does not go with the ledger.`,
  onlyWith: (option, other) => `${option} is of use only with ${other}.`,
  withoutKeeping: "To reconcile without keeping the run, add --no-keep.",
  notKept: "Not kept as a run, because runs are of all accounts.",
  noSuchVersion: (version, known) =>
    `--versions: there is no version ${version} of this day's bill. There ${known.length === 1 ? "is" : "are"} ${known.join(", ")}.`,
}

const zhCN: CommandLineText = {
  of: (command, wrong) => `${command}：${wrong}`,
  noValue: (option, example) => `${option} 缺少取值，例如 ${example}。`,
  noOption: (option, example) => `请给出 ${option}，例如 ${example}。`,
  twice: (option, values) => `${option} 给出了多次（${values.join("、")}），只能给出一次。`,
  notAChoice: (name, value, choices) => `${name} 不能是“${value}”，可选 ${choices.join("、")}。`,
  noWord: (command, example) => `${wanted["zh-CN"][command] ?? "缺少参数"}，例如 ${example}`,
  extraWord: (word, example) => `多了一个参数“${word}”。正确用法例如 ${example}`,
  outIsForm: (option, form) =>
    `${option} 后面是要写入的文件名，而 ${form} 是格式。指定格式请用 --output ${form.toLowerCase()}。`,
  notTwoPaths: (paths) =>
    `reconcile 需要两个路径，先核身结果，后账单；${paths.length === 1 ? `只给出了 ${paths[0]}` : `给出了 ${paths.length} 个`}。文件较多时请用 reconcile --results <文件> --bill <文件>。`,
  pathsAndOptions: "reconcile 可以直接给出两个路径，也可以用 --results 和 --bill，二者不能同时使用。",
  notADay: (option, value) => `${option}：“${value}”不是有效日期，格式 YYYY-MM-DD，例如 2026-10-01。`,
  notAMonth: (value) => `--month：“${value}”不是有效月份，格式 YYYY-MM，例如 2026-10。`,
  monthAlone: "--month 相当于 --from 加 --to，不能与它们同时使用。",
  periodNeeded: "请给出日期，例如 --from 2026-10-01 --to 2026-10-31，或 --month 2026-10。",
  onlyFromFiles: (option) => `${option} 只用于文件，不能与账本一起使用。`,
  onlyWith: (option, other) => `${option} 只能与 ${other} 一起使用。`,
  withoutKeeping: "如不必保存本次对账，请加上 --no-keep。",
  notKept: "保留的对账须包含所有账号，本次只对一个账号，未保留。",
  noSuchVersion: (version, known) => `--versions：当天的账单没有版本 ${version}，现有版本 ${known.join("、")}。`,
}

export const commandLineTexts: Readonly<Record<Language, CommandLineText>> = { en, "zh-CN": zhCN }
