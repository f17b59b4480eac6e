/** Finds a mistyped command or option before yargs does, and says what was probably meant. */
import { closest } from "../arguments/closest.ts"
import { actionsOf, commandOf, commands, groups } from "../commands/commands.ts"
import type { OptionSpec } from "../spec/CommandSpec.ts"
import { globalOptions } from "../spec/sharedOptions.ts"
import type { CommandLineText } from "./commandLineText.ts"
import { dashed, optionsOf, parted } from "./tokens.ts"
import { wrongUse } from "./wrongUse.ts"

export interface Mistake {
  readonly _tag: "Mistake"
  readonly message: string
  /** The command whose help is worth reading. */
  readonly command: string | undefined
}

export const mistake = (argv: ReadonlyArray<string>, text: CommandLineText): Mistake | undefined => {
  if (argv.includes("--get-yargs-completions")) return undefined
  const [tokens] = parted(argv)
  const isHelp = tokens.some((token) => token === "--help" || token === "-h")
  const words = wordsOf(argv)
  const [first, second] = words
  const group = groups.find(({ name }) => name === first)?.name
  const command = commandOf(words)
  if (command === undefined && group !== undefined) {
    const actions = actionsOf(group)
    if (second !== undefined) {
      return {
        _tag: "Mistake",
        message: text.unknownCommand(`${group} ${second}`, closest(second, actions)),
        command: group,
      }
    }
    if (!isHelp) return { _tag: "Mistake", message: text.noAction(group, actions), command: group }
  } else if (command === undefined && first !== undefined) {
    const names = new Set(commands.map(({ name }) => name.split(" ")[0] ?? name))
    return { _tag: "Mistake", message: text.unknownCommand(first, closest(first, [...names])), command: undefined }
  }
  const names = optionsOf(command).flatMap(([name, { aliases = [] }]) => [name, ...aliases])
  const known = [...names, "help", "version"].map(dashed)
  for (const token of tokens) {
    const [option = ""] = token.split("=", 1)
    if (!option.startsWith("-") || option === "-" || option === "-h" || /^-\d/.test(option) || known.includes(option))
      continue
    return { _tag: "Mistake", message: text.unknownOption(option, closest(option, known)), command: command?.name }
  }
  if (isHelp) return undefined
  if (command === undefined) return { _tag: "Mistake", message: text.noCommand, command: undefined }
  const wrong = wrongUse(argv, command, text)
  return wrong === undefined ? undefined : { _tag: "Mistake", message: wrong, command: command.name }
}

/** The words of a line that may name its command. */
export const wordsOf = (argv: ReadonlyArray<string>): Array<string> => [...positionals(parted(argv)[0])]

/** The tokens that are neither options nor the values of the options that may stand before a command. */
function* positionals(tokens: ReadonlyArray<string>): Generator<string> {
  const options: Readonly<Record<string, OptionSpec>> = globalOptions
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? ""
    if (!token.startsWith("-")) yield token
    else if (["string", "array"].includes(options[token.slice(2)]?.type ?? "")) i++
  }
}
