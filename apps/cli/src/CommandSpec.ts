/** What a command is to the command line, and the options that several share. */
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

export const text: OptionSpec = { type: "string" }
export const flag: OptionSpec = { type: "boolean" }
export const oneOf = (...choices: ReadonlyArray<string>): OptionSpec => ({ type: "string", choices })
export const file: OptionSpec = { type: "string", isFile: true }
export const files: OptionSpec = { type: "array", isFile: true, required: true }
export const someFiles: OptionSpec = { type: "array", isFile: true }

export const reading = {
  columns: text,
  sheet: text,
  encoding: oneOf("utf-8", "utf-16le", "utf-16be", "gb18030"),
  "utc-offset": text,
} as const

/** What all commands of the books understand. */
export const books = { ledger: text, config: file } as const
export const asTable = oneOf("table", "json")
