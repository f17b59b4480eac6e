/** `completion`: for bash and zsh the script of yargs, for fish one made from the list of commands. */

import * as Effect from "effect/Effect"
import yargs from "yargs"

import type { CliText, OptionName } from "../CliText.ts"
import { commands, globalOptions, type OptionSpec } from "../commands.ts"
import type { Command } from "../Session.ts"

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
    ...commands.flatMap(({ name, options, positionals }) => [
      `complete -c faceid-tally -f -n __fish_use_subcommand -a ${name} -d ${fishQuoted(text.commands[name])}`,
      ...fishOptions(options, text, ` -n '__fish_seen_subcommand_from ${name}'`),
      ...Object.values(positionals).flatMap(({ choices }) =>
        choices === undefined
          ? []
          : [`complete -c faceid-tally -f -n '__fish_seen_subcommand_from ${name}' -a '${choices.join(" ")}'`],
      ),
    ]),
  ].join("\n")

const fishOptions = (specs: Partial<Record<OptionName, OptionSpec>>, text: CliText, condition: string): Array<string> =>
  Object.entries(specs).map(([name, { type, choices, isFile }]) => {
    const value =
      type === "boolean" ? "" : isFile ? " -r -F" : choices === undefined ? " -x" : ` -x -a '${choices.join(" ")}'`
    return `complete -c faceid-tally${condition} -l ${name}${value} -d ${fishQuoted(text.options[name as OptionName])}`
  })

const fishQuoted = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`
