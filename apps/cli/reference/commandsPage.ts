/** The page of the commands: what each takes, from the description by which it is parsed. */
import type { Language } from "@faceid-tally/report"

import { commands, groups } from "../src/commands/commands.ts"
import { type CommandSpec, type OptionSpec, usageOf } from "../src/spec/CommandSpec.ts"
import { globalOptions } from "../src/spec/sharedOptions.ts"
import { anchor, code, MADE, page, stop, table, type Words } from "./markdown.ts"

const title: Words = { en: "# Commands", "zh-CN": "# 命令" }
const intro: Words = {
  en:
    "Every command with its options. `faceid-tally <command> --help` says the same, and what the exit codes mean stands " +
    "in the [README](../../../README.md#exit-codes). What can be had over HTTP too stands in [CLI and HTTP](cli-and-http.md).",
  "zh-CN":
    "全部命令及其选项。`faceid-tally <命令> --help` 的内容与此相同；退出码的含义见 [README](../../../README.zh-CN.md#退出码)。" +
    "哪些功能也可通过 HTTP 使用，见[命令行与 HTTP 对照](cli-and-http.md)。",
}
const words = {
  everywhere: { en: "## For every command", "zh-CN": "## 所有命令通用" },
  option: { en: "option", "zh-CN": "选项" },
  about: { en: "what it is", "zh-CN": "说明" },
  example: { en: "choices, or an example", "zh-CN": "可选值或示例" },
  required: { en: "Needed. ", "zh-CN": "必填。" },
} as const satisfies Readonly<Record<string, Words>>

export const commandsPage = (language: Language): string =>
  page(
    MADE[language],
    title[language],
    intro[language],
    words.everywhere[language],
    optionTable(language, Object.entries(globalOptions)),
    ...commands.flatMap((each) => commandParts(language, each)),
  )

const commandParts = (language: Language, spec: CommandSpec): ReadonlyArray<string> => {
  const group = groups.find(({ name }) => spec.name.startsWith(`${name} `))
  const isFirst =
    group !== undefined && commands.find(({ name }) => name.startsWith(`${group.name} `))?.name === spec.name
  const positionals = Object.entries(spec.positionals).map(([name, of]) => [`<${name}>`, of] as const)
  return [
    ...(isFirst ? [`${anchor(group.name)}\n## ${group.name}`, `${group.about[language]}${stop[language]}`] : []),
    `${anchor(spec.name.replace(" ", "-"))}\n${group === undefined ? "##" : "###"} ${spec.name}`,
    `${spec.about[language]}${stop[language]}`,
    fenced("text", `faceid-tally ${spec.synopsis ?? usageOf(spec)}`),
    optionTable(language, [...positionals, ...Object.entries(spec.options).map(([name, of]) => [name, of] as const)]),
    fenced("sh", spec.examples.map((each) => `faceid-tally ${each.line}  # ${each[language]}`).join("\n")),
  ]
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``

const optionTable = (language: Language, options: ReadonlyArray<readonly [string, OptionSpec]>): string =>
  options.length === 0
    ? ""
    : table(
        [words.option[language], words.about[language], words.example[language]],
        options.map(([name, option]) => [
          [name, ...(option.aliases ?? [])].map(written).join(" "),
          `${option.required === true ? words.required[language] : ""}${option.about[language]}`,
          (option.choices ?? (option.example === undefined ? [] : [option.example])).map(code).join(" "),
        ]),
      )

const written = (name: string): string =>
  code(name.startsWith("<") ? name : name.length === 1 ? `-${name}` : `--${name}`)
