/** What a command is to the command line, and the options that several share. */
import type { CommandName, ExampleName, OptionName } from "../CliText.ts"
import type { Command } from "../session/Session.ts"

export interface OptionSpec {
  readonly type: "string" | "boolean" | "array"
  readonly choices?: ReadonlyArray<string>
  readonly required?: true
  /** Other names, as people know them from elsewhere; one letter is written `-o`. */
  readonly aliases?: ReadonlyArray<string>
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
  /** Two words without options are these two: `reconcile RESULTS BILLS`. */
  readonly pair?: readonly [OptionName, OptionName]
  readonly load: () => Promise<Command>
}

export const text: OptionSpec = { type: "string" }
export const flag: OptionSpec = { type: "boolean" }
export const oneOf = (...choices: ReadonlyArray<string>): OptionSpec => ({ type: "string", choices })
export const file: OptionSpec = { type: "string", isFile: true }
export const files: OptionSpec = { type: "array", isFile: true, required: true }
export const quiet: OptionSpec = { type: "boolean", aliases: ["q"] }
export const out: OptionSpec = { type: "string", isFile: true, aliases: ["o"] }
export const someFiles: OptionSpec = { type: "array", isFile: true }

export const reading = {
  columns: text,
  sheet: text,
  at: text,
  encoding: oneOf("utf-8", "utf-16le", "utf-16be", "gb18030"),
  "utc-offset": text,
} as const

/** What all commands of the books understand. */
export const books = { ledger: text, config: file } as const

/** The forms of an answer, JSON among them. */
export const output = (...forms: ReadonlyArray<string>) => ({
  output: { ...oneOf(...forms), aliases: ["format"] },
  json: flag,
})
export const asTable = output("table", "json")

/** Which days: from the first to the last, or a whole month. */
export const days = { from: text, to: text, month: text } as const
