/** Finds a mistyped command or option before yargs does, and says what was probably meant. */
import type { CliText } from "./CliText.ts"
import { closest } from "./closest.ts"
import { commands, globalOptions, type OptionSpec } from "./commands.ts"

export interface Mistake {
  readonly _tag: "Mistake"
  readonly message: string
  /** The command whose help is worth reading. */
  readonly command: string | undefined
}

export const mistake = (argv: ReadonlyArray<string>, text: CliText): Mistake | undefined => {
  if (argv.includes("--get-yargs-completions")) return undefined
  const end = argv.indexOf("--")
  const tokens = end < 0 ? argv : argv.slice(0, end)
  const isHelp = tokens.some((token) => token === "--help" || token === "-h")
  const [name] = positionals(tokens)
  const command = commands.find((known) => known.name === name)
  if (command === undefined && name !== undefined) {
    const close = closest(
      name,
      commands.map((known) => known.name),
    )
    return { _tag: "Mistake", message: text.unknownCommand(name, close), command: undefined }
  }
  const known = [...Object.keys({ ...globalOptions, ...command?.options }), "help", "version"].map(
    (option) => `--${option}`,
  )
  for (const token of tokens) {
    const [option = ""] = token.split("=", 1)
    if (!option.startsWith("-") || option === "-" || option === "-h" || /^-\d/.test(option) || known.includes(option))
      continue
    return { _tag: "Mistake", message: text.unknownOption(option, closest(option, known)), command: command?.name }
  }
  return command === undefined && !isHelp ? { _tag: "Mistake", message: text.noCommand, command: undefined } : undefined
}

/** The tokens that are neither options nor the values of the options that may stand before a command. */
function* positionals(tokens: ReadonlyArray<string>): Generator<string> {
  const options: Readonly<Record<string, OptionSpec>> = globalOptions
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? ""
    if (!token.startsWith("-")) yield token
    else if (["string", "array"].includes(options[token.slice(2)]?.type ?? "")) i++
  }
}
