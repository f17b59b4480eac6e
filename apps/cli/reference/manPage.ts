/** The manual page, from the description by which a command line is parsed. It names no version, so it changes with the commands only. */
import type { Language } from "@faceid-tally/report"

import { commands } from "../src/commands/commands.ts"
import { type CommandSpec, type OptionSpec, usageOf } from "../src/spec/CommandSpec.ts"
import { globalOptions } from "../src/spec/sharedOptions.ts"
import { stop, type Words } from "./markdown.ts"
import { variableWords } from "./settingWords.ts"

const words = {
  manual: { en: "User Commands", "zh-CN": "用户命令" },
  name: { en: "NAME", "zh-CN": "名称" },
  about: {
    en: "prove, charge by charge, that the bill of Tencent Cloud FaceID is right",
    "zh-CN": "逐笔证明腾讯云慧眼人脸核身的账单是否正确",
  },
  synopsis: { en: "SYNOPSIS", "zh-CN": "概要" },
  commands: { en: "COMMANDS", "zh-CN": "命令" },
  everywhere: { en: "OPTIONS OF EVERY COMMAND", "zh-CN": "所有命令通用的选项" },
  choices: { en: "One of ", "zh-CN": "可选值：" },
  example: { en: "For example ", "zh-CN": "例如 " },
  exit: { en: "EXIT STATUS", "zh-CN": "退出码" },
  environment: { en: "ENVIRONMENT", "zh-CN": "环境变量" },
  files: { en: "FILES", "zh-CN": "文件" },
  settings: {
    en: "The settings, in the folder where a command runs; init writes the first.",
    "zh-CN": "配置文件，位于运行命令的目录；可由 init 生成。",
  },
} as const satisfies Readonly<Record<string, Words>>

const exits: ReadonlyArray<readonly [code: string, Words]> = [
  ["0", { en: "All well.", "zh-CN": "一切正常。" }],
  [
    "1",
    {
      en: "reconcile: some discrepancy has an impact; statement: the sides differ; verify: the ledger was changed; run repeat: another answer.",
      "zh-CN": "reconcile：有影响合计的差异；statement：两边不一致；verify：账本被改动；run repeat：结果与当时不同。",
    },
  ],
  [
    "2",
    {
      en: "Bad input or usage, nothing read or compared, an incomplete bill, or something that could not be done.",
      "zh-CN": "输入或用法有误，没有读到或没有可比较的内容，账单不完整，或未能完成。",
    },
  ],
  ["130", { en: "Interrupted.", "zh-CN": "被中断。" }],
]

export const manPage = (language: Language): string =>
  `${[
    String.raw`.\" Made by: pnpm reference`,
    `.TH FACEID-TALLY 1 "" "faceid-tally" "${words.manual[language]}"`,
    ".nh",
    ".ad l",
    section(words.name[language]),
    `faceid\\-tally \\- ${roff(words.about[language])}`,
    section(words.synopsis[language]),
    ".B faceid\\-tally",
    roff("<command> [options]"),
    section(words.commands[language]),
    ...commands.flatMap((spec) => commandLines(language, spec)),
    section(words.everywhere[language]),
    ...optionLines(language, globalOptions),
    section(words.exit[language]),
    ...exits.flatMap(([code, about]) => item(code, about[language])),
    section(words.environment[language]),
    ...Object.entries(variableWords).flatMap(([name, about]) => item(name, withoutMarks(about[language], language))),
    section(words.files[language]),
    ...item("faceid-tally.json", words.settings[language]),
  ].join("\n")}\n`

const commandLines = (language: Language, spec: CommandSpec): ReadonlyArray<string> => [
  `.SS ${roff(spec.name)}`,
  roff(`${spec.about[language]}${stop[language]}`),
  ".PP",
  `.B ${roff(`faceid-tally ${spec.synopsis ?? usageOf(spec)}`)}`,
  ...Object.entries(spec.positionals).flatMap(([name, option]) => item(`<${name}>`, aboutOf(language, option))),
  ...optionLines(language, spec.options),
  ...spec.examples.flatMap((each) => [
    ".PP",
    roff(`${each[language]}${language === "en" ? ":" : "："}`),
    ".PP",
    ".nf",
    `.RS 4`,
    roff(`faceid-tally ${each.line}`),
    ".RE",
    ".fi",
  ]),
]

const optionLines = (language: Language, options: Readonly<Record<string, OptionSpec>>): ReadonlyArray<string> =>
  Object.entries(options).flatMap(([name, option]) =>
    item(
      [name, ...(option.aliases ?? [])].map((each) => (each.length === 1 ? `-${each}` : `--${each}`)).join(", "),
      aboutOf(language, option),
    ),
  )

const aboutOf = (language: Language, { about, choices, example, type }: OptionSpec): string => {
  const [end, gap] = [stop[language], language === "en" ? " " : ""]
  if (choices !== undefined)
    return `${about[language]}${end}${gap}${words.choices[language]}${choices.join(", ")}${end}`
  return type === "boolean" || example === undefined
    ? `${about[language]}${end}`
    : `${about[language]}${end}${gap}${words.example[language]}${example}${/[.。/]$/.test(example) ? "" : end}`
}

/** The manual has no marks for code. */
const withoutMarks = (about: string, language: Language): string => `${about.replaceAll("`", "")}${stop[language]}`

const section = (title: string): string => `.SH ${roff(title)}`

const item = (name: string, about: string): ReadonlyArray<string> => [".TP", `.B ${roff(name)}`, roff(about)]

/** As roff takes it for text: a backslash is one, a hyphen can be copied, and no line begins a request. */
const roff = (text: string): string =>
  text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^(?=[.'])/, "\\&")
