/**
 * The commands and their options, as data: yargs, the completion of fish and the check for mistyped options all read
 * this list. The code of a command is loaded when the command runs.
 */
import type { CommandName, ExampleName, OptionName } from "./CliText.ts"
import type { Command } from "./Session.ts"

export interface OptionSpec {
  readonly type: "string" | "boolean" | "array"
  readonly choices?: ReadonlyArray<string>
  readonly required?: true
  /** The value is a file, which a shell can complete. */
  readonly isFile?: true
}

export interface CommandSpec {
  /** One word, or the word of a group and an action. */
  readonly name: CommandName
  /** As yargs writes it: `<one>`, `<many..>`, `[optional]`. */
  readonly usage: string
  /** How help writes it, where options belong to it. */
  readonly synopsis?: string
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
const someFiles: OptionSpec = { type: "array", isFile: true }

const reading = {
  columns: text,
  encoding: oneOf("utf-8", "utf-16le", "utf-16be", "gb18030"),
} as const

/** What all commands of the books understand. */
const books = { ledger: text, config: file } as const
const asTable = oneOf("table", "json")

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
    synopsis: "reconcile [--results <files..> --bill <files..>]",
    positionals: {},
    options: {
      results: someFiles,
      bill: someFiles,
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
    load: async () => (await import("./commands/reconcile.ts")).reconcile,
  },
  {
    name: "show",
    usage: "show <id> [files..]",
    positionals: { id: { ...text, required: true }, files: someFiles },
    options: { output: oneOf("table", "json"), ...reading, quiet: flag, ...books },
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
    name: "register",
    usage: "register [bizToken]",
    positionals: { bizToken: text },
    options: {
      rule: text,
      "issued-at": text,
      account: text,
      file: someFiles,
      "dry-run": flag,
      output: asTable,
      ...books,
    },
    examples: [
      ["register 0b1c3a52-8e54-4fd7-9d2a-31cf40f2b711 --rule 1001 --issued-at 2026-10-01T09:00:00+08:00", "register"],
      ["register --file tokens.csv", "registerMany"],
    ],
    load: async () => (await import("./commands/register.ts")).register,
  },
  {
    name: "import",
    usage: "import <files..>",
    positionals: { files },
    options: { "dry-run": flag, output: asTable, ...reading, strict: flag, quiet: flag, ...books },
    examples: [["import results", "import"]],
    load: async () => (await import("./commands/import.ts")).importResults,
  },
  {
    name: "collect",
    usage: "collect",
    positionals: {},
    options: { watch: flag, concurrency: text, "dry-run": flag, output: asTable, ...books, endpoint: text },
    examples: [
      ["collect", "collect"],
      ["collect --watch", "collectWatch"],
    ],
    load: async () => (await import("./commands/collect.ts")).collectDue,
  },
  {
    name: "bill pull",
    usage: "bill pull",
    synopsis: "bill pull --from <day> --to <day>",
    positionals: {},
    options: {
      from: { ...text, required: true },
      to: { ...text, required: true },
      account: text,
      rule: text,
      "dry-run": flag,
      output: asTable,
      ...books,
      endpoint: text,
    },
    examples: [["bill pull --from 2026-10-01 --to 2026-10-31", "billPull"]],
    load: async () => (await import("./commands/billPull.ts")).billPull,
  },
  {
    name: "bill import",
    usage: "bill import <files..>",
    positionals: { files },
    options: { "dry-run": flag, output: asTable, ...reading, strict: flag, quiet: flag, ...books },
    examples: [["bill import bills", "billImport"]],
    load: async () => (await import("./commands/billImport.ts")).billImport,
  },
  {
    name: "bill diff",
    usage: "bill diff <day>",
    positionals: { day: { ...text, required: true } },
    options: { account: text, versions: text, output: oneOf("table", "json", "csv"), ...books },
    examples: [["bill diff 2026-10-01", "billDiff"]],
    load: async () => (await import("./commands/billDiff.ts")).billDiff,
  },
  {
    name: "status",
    usage: "status",
    positionals: {},
    options: { from: text, to: text, output: oneOf("table", "json", "csv"), ...books },
    examples: [["status --from 2026-10-01 --to 2026-10-31", "status"]],
    load: async () => (await import("./commands/status.ts")).status,
  },
  {
    name: "verify",
    usage: "verify",
    positionals: {},
    options: { head: text, receipt: text, output: asTable, ...books },
    examples: [
      ["verify --head <head>", "verify"],
      ["verify --receipt <seq>", "verifyReceipt"],
    ],
    load: async () => (await import("./commands/verify.ts")).verify,
  },
  {
    name: "doctor",
    usage: "doctor",
    positionals: {},
    options: { output: asTable, ...books, endpoint: text },
    examples: [["doctor", "doctor"]],
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
  {
    name: "config print",
    usage: "config print",
    positionals: {},
    options: { ...books, endpoint: text },
    examples: [["config print", "configPrint"]],
    load: async () => (await import("./commands/configPrint.ts")).configPrint,
  },
  {
    name: "simulate",
    usage: "simulate",
    positionals: {},
    options: { port: text, seed: text, since: text, days: text, "per-day": text, plants: text, output: asTable },
    examples: [["simulate --since 2026-10-01 --days 31 --plants 2", "simulate"]],
    load: async () => (await import("./commands/simulate.ts")).simulate,
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

/** The first words that several commands share. */
export const groups = ["bill", "config"] as const

/** The command that the first words of a line name. */
export const commandOf = (words: ReadonlyArray<string>): CommandSpec | undefined =>
  commands.find(({ name }) => name.split(" ").every((word, i) => words[i] === word))
