/** `completion`: for bash and zsh the script of yargs, for fish one made from the list of commands. */

import * as Effect from "effect/Effect"
import yargs from "yargs"

import type { Language } from "@faceid-tally/report"

import type { Command, GroupSpec, OptionSpec, RunOf } from "../../spec/CommandSpec.ts"
import { globalOptions } from "../../spec/sharedOptions.ts"
import type { completionSpec } from "./spec.ts"

const shells = ["bash", "zsh", "fish"] as const

export const completionOf =
  (commands: ReadonlyArray<Command>, groups: ReadonlyArray<GroupSpec>): RunOf<typeof completionSpec> =>
  (args, { output, language }) =>
    Effect.gen(function* () {
      const shell =
        args.choice("shell", shells) ?? shells.find((name) => process.env["SHELL"]?.endsWith(name)) ?? "bash"
      const script = shell === "fish" ? fishScript(commands, groups, language) : yargsScript(shell)
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

const fishScript = (commands: ReadonlyArray<Command>, groups: ReadonlyArray<GroupSpec>, language: Language): string =>
  [
    "# faceid-tally completion fish > ~/.config/fish/completions/faceid-tally.fish",
    ...fishOptions(globalOptions, language, ""),
    ...groups.map(({ name, about }) => fishCommand("__fish_use_subcommand", name, about[language])),
    ...commands.flatMap(({ name, about, options, positionals }) => {
      const [first = name, action] = name.split(" ")
      const isSeen = name
        .split(" ")
        .map((word) => `__fish_seen_subcommand_from ${word}`)
        .join("; and ")
      const isAsked = action === undefined ? "__fish_use_subcommand" : `'__fish_seen_subcommand_from ${first}'`
      return [
        fishCommand(isAsked, action ?? first, about[language]),
        ...fishOptions(options, language, ` -n '${isSeen}'`),
        ...Object.values(positionals).flatMap(({ choices }) =>
          choices === undefined ? [] : [`complete -c faceid-tally -f -n '${isSeen}' -a '${choices.join(" ")}'`],
        ),
      ]
    }),
  ].join("\n")

const fishCommand = (condition: string, word: string, about: string): string =>
  `complete -c faceid-tally -f -n ${condition} -a ${word} -d ${fishQuoted(about)}`

const fishOptions = (
  specs: Readonly<Record<string, OptionSpec>>,
  language: Language,
  condition: string,
): Array<string> =>
  Object.entries(specs).map(([name, { type, about, choices, isFile, aliases = [] }]) => {
    const value =
      type === "boolean" ? "" : isFile ? " -r -F" : choices === undefined ? " -x" : ` -x -a '${choices.join(" ")}'`
    const names = [name, ...aliases].map((each) => (each.length === 1 ? `-s ${each}` : `-l ${each}`)).join(" ")
    return `complete -c faceid-tally${condition} ${names}${value} -d ${fishQuoted(about[language])}`
  })

const fishQuoted = (text: string): string => `'${text.replaceAll(/['\\]/g, String.raw`\$&`)}'`
