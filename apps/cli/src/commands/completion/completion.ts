/** `completion`: for bash and zsh the script of yargs, for fish one made from the list of commands. */

import * as Effect from "effect/Effect"
import yargs from "yargs"

import type { CliText, OptionName } from "../../CliText.ts"
import { commands, globalOptions, groups } from "../commands.ts"
import type { OptionSpec } from "../../spec/CommandSpec.ts"
import type { Command } from "../../session/Session.ts"

const shells = ["bash", "zsh", "fish"] as const

export const completion: Command = (args, { output, text }) =>
  Effect.gen(function* () {
    const shell = args.choice("shell", shells) ?? shells.find((name) => process.env["SHELL"]?.endsWith(name)) ?? "bash"
    const script = shell === "fish" ? fishScript(text) : yargsScript(shell)
    yield* Effect.promise(() => output.write([`${script.trim()}\n`], 0))
    return 0
  })

/** yargs writes for the shell that it believes to run in, and prints what it wrote. */
const yargsScript = (shell: string): string => {
  process.env["SHELL"] = shell
  delete process.env["ZSH_NAME"]
  const lines: Array<string> = []
  const { log } = console
  console.log = (line: string) => void lines.push(line)
  try {
    yargs().scriptName("faceid-tally").showCompletionScript()
  } finally {
    console.log = log
  }
  return lines.join("\n")
}

const fishScript = (text: CliText): string =>
  [
    "# faceid-tally completion fish > ~/.config/fish/completions/faceid-tally.fish",
    ...fishOptions(globalOptions, text, ""),
    ...groups.map((group) => fishCommand("__fish_use_subcommand", group, text.groups[group])),
    ...commands.flatMap(({ name, options, positionals }) => {
      const [first = name, action] = name.split(" ")
      const isSeen = name
        .split(" ")
        .map((word) => `__fish_seen_subcommand_from ${word}`)
        .join("; and ")
      const isAsked = action === undefined ? "__fish_use_subcommand" : `'__fish_seen_subcommand_from ${first}'`
      return [
        fishCommand(isAsked, action ?? first, text.commands[name]),
        ...fishOptions(options, text, ` -n '${isSeen}'`),
        ...Object.values(positionals).flatMap(({ choices }) =>
          choices === undefined ? [] : [`complete -c faceid-tally -f -n '${isSeen}' -a '${choices.join(" ")}'`],
        ),
      ]
    }),
  ].join("\n")

const fishCommand = (condition: string, word: string, about: string): string =>
  `complete -c faceid-tally -f -n ${condition} -a ${word} -d ${fishQuoted(about)}`

const fishOptions = (specs: Partial<Record<OptionName, OptionSpec>>, text: CliText, condition: string): Array<string> =>
  Object.entries(specs).map(([name, { type, choices, isFile, aliases = [] }]) => {
    const value =
      type === "boolean" ? "" : isFile ? " -r -F" : choices === undefined ? " -x" : ` -x -a '${choices.join(" ")}'`
    const names = [name, ...aliases].map((each) => (each.length === 1 ? `-s ${each}` : `-l ${each}`)).join(" ")
    return `complete -c faceid-tally${condition} ${names}${value} -d ${fishQuoted(text.options[name as OptionName])}`
  })

const fishQuoted = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`
