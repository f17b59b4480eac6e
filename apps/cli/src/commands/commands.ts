/**
 * The commands and their options, as data: yargs, the completion of fish and the check for mistyped options all read
 * this list. The code of a command is loaded when the command runs.
 */
import { bookCommands } from "../bookCommands.ts"
import type { CommandGroup } from "../CliText.ts"
import {
  books,
  type CommandSpec,
  days,
  file,
  files,
  flag,
  oneOf,
  out,
  output,
  quiet,
  reading,
  someFiles,
  text,
} from "../spec/CommandSpec.ts"

/** What every command understands. */
export const globalOptions = { lang: oneOf("zh-CN", "en"), "no-color": flag } as const

export const commands: ReadonlyArray<CommandSpec> = [
  {
    name: "count",
    usage: "count <files..>",
    positionals: { files },
    options: {
      by: oneOf("day", "rule", "errcode", "token", "account", "channel", "edition"),
      ...days,
      ...output("table", "json", "csv", "ndjson", "xlsx"),
      out,
      edition: text,
      rules: file,
      ...reading,
      strict: flag,
      quiet,
      config: file,
    },
    examples: [
      ["count samples/month/results --edition plus", "count"],
      ["count samples/month/results --by day --output csv", "countBy"],
    ],
    load: async () => (await import("./count/count.ts")).count,
  },
  {
    name: "reconcile",
    usage: "reconcile [files..]",
    synopsis: "reconcile [<results> <bill> | --results <files..> --bill <files..>]",
    positionals: { files: someFiles },
    pair: ["results", "bill"],
    options: {
      results: someFiles,
      bill: someFiles,
      ...days,
      rule: text,
      account: text,
      edition: text,
      rules: file,
      "unit-price": text,
      "allow-incomplete": flag,
      "no-keep": flag,
      by: oneOf("rule", "channel", "edition"),
      ...output("table", "json", "csv", "ndjson", "xlsx"),
      out,
      excel: flag,
      ...reading,
      strict: flag,
      quiet,
      ...books,
      "as-of": text,
    },
    examples: [
      [
        "reconcile --results samples/month/results --bill samples/month/bills --from 2026-10-01 --to 2026-10-31 --unit-price 1.20",
        "reconcile",
      ],
      ["reconcile --results samples/month/results --bill samples/month/bills --output csv --excel", "reconcileCsv"],
    ],
    load: async () => (await import("./reconcile/reconcile.ts")).reconcile,
  },
  {
    name: "show",
    usage: "show <id> [files..]",
    positionals: { id: { ...text, required: true }, files: someFiles },
    options: { ...output("table", "json"), ...reading, quiet, ...books },
    examples: [["show 6c18fa97-9298-49e3-8423-7f7e52019ead samples/provider/*.json", "show"]],
    load: async () => (await import("./show/show.ts")).show,
  },
  {
    name: "explain",
    usage: "explain <errcode>",
    positionals: { errcode: { ...text, required: true } },
    options: { edition: text, day: text, rules: file, ...output("table", "json") },
    examples: [
      ["explain 2016", "explain"],
      ["explain 2011 --edition wechat --day 2021-07-01", "explainDay"],
    ],
    load: async () => (await import("./explain/explain.ts")).explain,
  },
  ...bookCommands,
  {
    name: "completion",
    usage: "completion [shell]",
    positionals: { shell: oneOf("bash", "zsh", "fish") },
    options: {},
    examples: [["completion bash", "completion"]],
    load: async () => (await import("./completion/completion.ts")).completion,
  },
]

/** The first words that several commands share. */
export const groups: ReadonlyArray<CommandGroup> = ["bill", "run", "config", "key", "work", "alerts"]

/** The command that the first words of a line name. */
export const commandOf = (words: ReadonlyArray<string>): CommandSpec | undefined =>
  commands.find(({ name }) => name.split(" ").every((word, i) => words[i] === word))
