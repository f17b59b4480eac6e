/** Parses the command line and runs one command. */

import { endNow, endWhenDone } from "@faceid-tally/host/ending"
import { ansiStyle, type Language, sharedText, plainStyle } from "@faceid-tally/report"

import { Arguments } from "./session/Arguments.ts"
import { canonical } from "./commandLine/canonical.ts"
import { type CommandLineText, commandLineTextOf } from "./commandLine/commandLineText.ts"
import { languageFor } from "./commandLine/languageFor.ts"
import { paired } from "./commandLine/paired.ts"
import { placeOfDefect } from "./placeOfDefect.ts"
import { failureText } from "./failureText.ts"
import { mistake } from "./commandLine/mistake.ts"
import { Output } from "./session/Output.ts"
import { withForm } from "./commandLine/withForm.ts"
import { COMPLETIONS, parse, type Parsed } from "./commandLine/parse.ts"
import { outputText } from "./output/outputText.ts"
import { programVersion } from "./programVersion.ts"
import { settingsSchema } from "./settingsSchema.ts"
import type { Terminal } from "./session/Session.ts"

export const program = async (argv: ReadonlyArray<string>): Promise<void> => {
  process.once("SIGINT", () => endNow(130))
  process.stderr.on("error", () => undefined)

  const language = languageFor(argv, process.env)
  const tell = (line: string) => void process.stderr.write(`${line}\n`)
  const output = new Output(process.stdout, () => tell(`faceid-tally: ${outputText[language].cannotWrite}`))
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      tell(`faceid-tally: ${failureText[language].broken(placeOfDefect(error))}`)
      endNow(2)
    })
  }
  const exitCode = await runCommandLine(argv, { tell, output }, language)
  await output.flush()
  endWhenDone(exitCode)
}

/** Runs one command line, and gives its exit code. */
export const runCommandLine = async (
  argv: ReadonlyArray<string>,
  terminal: Terminal,
  language: Language,
): Promise<number> => {
  const { tell } = terminal
  const text = commandLineTextOf(language)
  const request = await understood(argv, text)
  switch (request._tag) {
    case "Help":
      await terminal.output.write([request.answer], 0)
      return 0
    case "Mistake":
      tell(`faceid-tally: ${request.message}`)
      tell(text.seeHelp(request.command))
      return 2
    case "CommandRequest": {
      const [command, { run }] = await Promise.all([request.spec.load(), import("./run.ts")])
      const style = hasColours(request.parsed) ? ansiStyle : plainStyle
      return run(command, new Arguments(request.parsed, language), {
        ...terminal,
        language,
        say: sharedText[language],
        style,
        programVersion,
        settingsSchema,
      })
    }
  }
}

/** What a command line asks for, in whichever of the usual ways it is written. */
const understood = async (written: ReadonlyArray<string>, text: CommandLineText): Promise<Parsed> => {
  const argv = written.includes(COMPLETIONS) ? written : canonical(written, text)
  if ("_tag" in argv) return argv
  const parsed = mistake(argv, text) ?? (await parse(argv, text))
  const request = parsed._tag === "CommandRequest" ? paired(parsed, text.language) : parsed
  return request._tag === "CommandRequest" ? withForm(request, text) : request
}

const hasColours = (parsed: Readonly<Record<string, unknown>>): boolean =>
  process.stdout.isTTY && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb" && parsed["no-color"] !== true
