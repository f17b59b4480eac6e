/** A command line cut into words and options, as far as its command's description tells what is what. */
import type { CommandSpec, OptionSpec } from "../spec/CommandSpec.ts"
import { globalOptions } from "../spec/sharedOptions.ts"

/** What values an option takes. */
export type ValueSpec = Pick<OptionSpec, "type" | "choices" | "example" | "isRepeatable">

export type Token =
  | { readonly _tag: "Word"; readonly text: string }
  | {
      readonly _tag: "Option"
      /** As it was written: `--out`, `-o`. */
      readonly written: string
      /** What it is called, where it is known. */
      readonly name: string | undefined
      readonly values: ReadonlyArray<string>
      readonly spec: ValueSpec | undefined
    }

/** What stands before `--`, and what after it. */
export const parted = (argv: ReadonlyArray<string>): readonly [ReadonlyArray<string>, ReadonlyArray<string>] => {
  const end = argv.indexOf("--")
  return end < 0 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)]
}

/** `-1` is a value, as `-` is. */
const isOption = (text: string | undefined): text is string =>
  text !== undefined && text.startsWith("-") && text !== "-" && !/^-\d/.test(text)

export const tokensOf = (argv: ReadonlyArray<string>, command: CommandSpec | undefined): ReadonlyArray<Token> => {
  const [line, rest] = parted(argv)
  const tokens: Array<Token> = []
  for (let i = 0; i < line.length;) {
    const text = line[i++] ?? ""
    if (!isOption(text)) {
      tokens.push({ _tag: "Word", text })
      continue
    }
    const [, written = text, inline] = /^(-[^=]*)=(.*)$/s.exec(text) ?? []
    const [name, spec] = optionOf(written, command)
    const values = inline === undefined ? [] : [inline]
    const most = spec === undefined || spec.type === "boolean" ? 0 : spec.type === "array" ? Infinity : 1
    while (inline === undefined && values.length < most && i < line.length && !isOption(line[i])) {
      values.push(line[i++] ?? "")
    }
    tokens.push({ _tag: "Option", written, name, values, spec })
  }
  return [...tokens, ...rest.map((text) => ({ _tag: "Word", text }) as const)]
}

/** The options of a command, with what every command understands. */
export const optionsOf = (command: CommandSpec | undefined): ReadonlyArray<readonly [string, OptionSpec]> =>
  Object.entries({ ...globalOptions, ...command?.options })

const optionOf = (
  written: string,
  command: CommandSpec | undefined,
): readonly [string | undefined, ValueSpec | undefined] =>
  optionsOf(command).find(([name, { aliases = [] }]) =>
    [name, ...aliases].some((known) => written === dashed(known)),
  ) ??
    // It takes a value also where the command writes no file: that may be the form that is meant.
    [undefined, written === "-o" ? { type: "string" } : undefined]

/** `-o`, `--out` */
export const dashed = (name: string): string => (name.length === 1 ? `-${name}` : `--${name}`)
