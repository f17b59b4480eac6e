/** The command line by yargs: which command is asked for, and with what. Nothing is run here. */

import yargs, { type Argv, type Options } from "yargs"

import { actionsOf, commandOf, commands, groups } from "../commands/commands.ts"
import { type Command, type CommandSpec, type OptionSpec, usageOf } from "../spec/CommandSpec.ts"
import { globalOptions } from "../spec/sharedOptions.ts"
import type { CommandLineText } from "./commandLineText.ts"
import { type Mistake, wordsOf } from "./mistake.ts"

/** A command, with what the command line gives it. */
export interface CommandRequest {
  readonly _tag: "CommandRequest"
  readonly spec: Command
  readonly parsed: Readonly<Record<string, unknown>>
}

export type Parsed =
  | CommandRequest
  /** Help or completions were asked for. */
  | { readonly _tag: "Help"; readonly answer: string }
  | Mistake

/** What the completion scripts ask with. */
export const COMPLETIONS = "--get-yargs-completions"
const MAX_HELP_COLUMNS = 110

export const parse = async (argv: ReadonlyArray<string>, text: CommandLineText): Promise<Parsed> => {
  let request: Parsed | undefined
  let failure: string | undefined
  let answer = ""
  const describe = optionsOf(text, isAskedForHelp(argv))
  const parser = yargs()
    .scriptName("faceid-tally")
    .usage(`${text.about}\n\nfaceid-tally <command>`)
    .parserConfiguration({
      "boolean-negation": false,
      "dot-notation": false,
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .detectLocale(false)
    // Its type knows no plurals; yargs does.
    .updateStrings(text.yargs as Record<string, string>)
    .options(describe(globalOptions))
    .version(false)
    .option("version", { type: "boolean", describe: text.version })
    .help()
    .alias("h", "help")
    .describe("help", text.help)
    .wrap(Math.min(MAX_HELP_COLUMNS, process.stdout.columns ?? MAX_HELP_COLUMNS))
    .strict()
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message: string | null, error: Error | undefined) => {
      failure ??= message ?? error?.message ?? ""
    })
  const add = (to: Argv, spec: Command, usage: string) =>
    to.command(
      usage,
      spec.about[text.language],
      (builder) => describeCommand(builder, spec, text, describe),
      (parsed) => {
        request = { _tag: "CommandRequest", spec, parsed: unshielded(parsed) }
      },
    )
  // Of all commands yargs need know only the one that is asked for, unless it is to list them.
  const command = argv.includes(COMPLETIONS) ? undefined : commandOf(wordsOf(argv))
  for (const spec of commands) {
    if (!spec.name.includes(" ") && (command ?? spec) === spec) add(parser, spec, usageOf(spec))
  }
  for (const { name: group, about } of groups) {
    if (command !== undefined && !command.name.startsWith(`${group} `)) continue
    const line = text.group(about[text.language], actionsOf(group))
    parser.command(group, line, (builder) => {
      for (const spec of commands) {
        if (spec.name.startsWith(`${group} `)) add(builder, spec, usageOf(spec).slice(group.length + 1))
      }
      return builder.usage(`${line}\n\nfaceid-tally ${group} <command>`)
    })
  }
  await parser.parseAsync(argv.includes(COMPLETIONS) ? argv : shielded(argv), {}, (_error, _parsed, printed) => {
    answer += printed
  })
  if (failure !== undefined) {
    return { _tag: "Mistake", message: failure.trim().replaceAll(/\s*\n\s*/g, " "), command: command?.name }
  }
  const isHelp = !argv.includes(COMPLETIONS)
  return request ?? { _tag: "Help", answer: isHelp ? `${tidy(answer)}\n\n${coda(command, text)}\n` : `${answer}\n` }
}

/** In front of a value that looks like an option; no argument begins with this character. */
const SHIELD = "\uE000"

/** yargs drops `-`, and what stands after `--`, where a list of files is expected. */
const shielded = (argv: ReadonlyArray<string>): Array<string> => {
  const end = argv.indexOf("--")
  const [options, values] = end < 0 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)]
  return [...options.map((token) => (token === "-" ? SHIELD + token : token)), ...values.map((token) => SHIELD + token)]
}

const unshielded = (parsed: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const bare = (value: unknown) => (typeof value === "string" && value.startsWith(SHIELD) ? value.slice(1) : value)
  return Object.fromEntries(
    Object.entries(parsed).map(([name, value]) => [name, Array.isArray(value) ? value.map(bare) : bare(value)]),
  )
}

/** Examples stand on lines of their own, whole, so that they can be copied. */
const coda = (command: CommandSpec | undefined, text: CommandLineText): string =>
  command === undefined
    ? text.exitCodes
    : [
        text.examplesTitle,
        ...command.examples.flatMap((example) => [`  # ${example[text.language]}`, `  faceid-tally ${example.line}`]),
      ].join("\n")

/** yargs gives many files a default of none. */
const tidy = (help: string): string => help.replaceAll(/ \[[^[\]]*\[\]\]$/gm, "")

type OptionsOf = (specs: Readonly<Record<string, OptionSpec>>) => Record<string, Options>

const describeCommand = (builder: Argv, spec: CommandSpec, text: CommandLineText, describe: OptionsOf): Argv => {
  builder.usage(`${spec.about[text.language]}\n\nfaceid-tally ${spec.synopsis ?? usageOf(spec)}`)
  for (const [name, { type: _, ...option }] of Object.entries(describe(spec.positionals))) {
    builder.positional(name, { ...option, type: "string" })
  }
  builder.options(describe(spec.options))
  return builder
}

const isAskedForHelp = (argv: ReadonlyArray<string>): boolean =>
  argv.some((token) => token === "--help" || token === "-h" || token === COMPLETIONS)

/** yargs writes the help of a command whenever that runs, which takes longer than all else it does: hidden options are left out. */
const optionsOf =
  (text: CommandLineText, isHelp: boolean): OptionsOf =>
  (specs) =>
    Object.fromEntries(
      Object.entries(specs).map(([name, { type, about, choices, required, aliases }]) => [
        name,
        {
          hidden: !isHelp,
          type: type === "boolean" ? "boolean" : "string",
          describe: about[text.language],
          ...(type !== "boolean" && { requiresArg: true }),
          ...(type === "array" && { array: true }),
          ...(choices && { choices }),
          ...(required && { demandOption: true }),
          ...(aliases && { alias: [...aliases] }),
        } satisfies Options,
      ]),
    )
