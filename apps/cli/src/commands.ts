/**
 * The commands and their options, as data: yargs, the completion of fish and the check for mistyped options all read
 * this list. The code of a command is loaded when the command runs.
 */
import type { ExampleName, OptionName } from "./CliText.ts"
import type { Command } from "./Session.ts"

export type CommandName = "count" | "reconcile" | "show" | "explain" | "completion"

export interface OptionSpec {
  readonly type: "string" | "boolean" | "array"
  readonly choices?: ReadonlyArray<string>
  readonly required?: true
  /** The value is a file, which a shell can complete. */
  readonly isFile?: true
}

export interface CommandSpec {
  readonly name: CommandName
  /** As yargs writes it: `<one>`, `<many..>`, `[optional]`. */
  readonly usage: string
  readonly positionals: Partial<Record<OptionName, OptionSpec>>
  readonly options: Partial<Record<OptionName, OptionSpec>>
  readonly examples: ReadonlyArray<readonly [line: string, text: ExampleName]>
  readonly load: () => Promise<Command>
}

const text: OptionSpec = { type: "string" }
const flag: OptionSpec = { type: "boolean" }
const oneOf = (...choices: ReadonlyArray<string>): OptionSpec => ({ type: "string", choices })
const file: OptionSpec = { type: "string", isFile: true }
const files: OptionSpec = { type: "array", isFile: true, required: true }

const reading = {
  columns: text,
  encoding: oneOf("utf-8", "utf-16le", "utf-16be", "gb18030"),
} as const

/** What every command understands. */
export const globalOptions = { lang: oneOf("zh-CN", "en"), "no-color": flag } as const

export const commands: ReadonlyArray<CommandSpec> = [
  {
    name: "count",
    usage: "count <files..>",
    positionals: { files },
    options: {
      by: oneOf("day", "rule", "errcode", "token", "account"),
      output: oneOf("table", "json", "csv", "ndjson"),
      edition: text,
      rules: file,
      ...reading,
      strict: flag,
      quiet: flag,
    },
    examples: [
      ["count samples/month/results --edition plus", "count"],
      ["count samples/month/results --by day --output csv", "countBy"],
    ],
    load: async () => (await import("./commands/count.ts")).count,
  },
  {
    name: "reconcile",
    usage: "reconcile",
    positionals: {},
    options: {
      results: files,
      bill: files,
      from: text,
      to: text,
      rule: text,
      edition: text,
      rules: file,
      "unit-price": text,
      "allow-incomplete": flag,
      output: oneOf("table", "json", "csv", "ndjson"),
      excel: flag,
      ...reading,
      strict: flag,
      quiet: flag,
    },
    examples: [
      [
        "reconcile --results samples/month/results --bill samples/month/bills --from 2026-10-01 --to 2026-10-31 --unit-price 1.20",
        "reconcile",
      ],
      ["reconcile --results samples/month/results --bill samples/month/bills --output csv --excel", "reconcileCsv"],
    ],
    load: async () => (await import("./commands/reconcile.ts")).reconcile,
  },
  {
    name: "show",
    usage: "show <id> <files..>",
    positionals: { id: { ...text, required: true }, files },
    options: { output: oneOf("table", "json"), ...reading, quiet: flag },
    examples: [["show 6c18fa97-9298-49e3-8423-7f7e52019ead samples/provider/*.json", "show"]],
    load: async () => (await import("./commands/show.ts")).show,
  },
  {
    name: "explain",
    usage: "explain <errcode>",
    positionals: { errcode: { ...text, required: true } },
    options: { edition: text, day: text, rules: file, output: oneOf("table", "json") },
    examples: [
      ["explain 2016", "explain"],
      ["explain 2011 --edition wechat --day 2021-07-01", "explainDay"],
    ],
    load: async () => (await import("./commands/explain.ts")).explain,
  },
  {
    name: "completion",
    usage: "completion [shell]",
    positionals: { shell: oneOf("bash", "zsh", "fish") },
    options: {},
    examples: [["completion bash", "completion"]],
    load: async () => (await import("./commands/completion.ts")).completion,
  },
]
