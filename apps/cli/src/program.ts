/** Parses the command line and runs one command. */

import { endNow, endWhenDone } from "@faceid-tally/host/ending"
import { ansiStyle, type Language, messagesOf, plainStyle } from "@faceid-tally/report"

import { Arguments } from "./session/Arguments.ts"
import { type CliText, cliTextOf } from "./CliText.ts"
import { canonical } from "./commandLine/canonical.ts"
import { languageFor } from "./commandLine/language.ts"
import { paired } from "./commandLine/paired.ts"
import { placeOfDefect } from "./defect.ts"
import { mistake } from "./commandLine/mistake.ts"
import { Output } from "./session/Output.ts"
import { withForm } from "./commandLine/form.ts"
import { COMPLETIONS, parse, type Parsed } from "./commandLine/parse.ts"
import type { Session } from "./session/Session.ts"

export const program = async (argv: ReadonlyArray<string>): Promise<void> => {
  process.once("SIGINT", () => endNow(130))
  process.stderr.on("error", () => undefined)

  const language = languageFor(argv, process.env)
  const text = cliTextOf(language)
  const tell = (line: string) => void process.stderr.write(`${line}\n`)
  const output = new Output(process.stdout, () => tell(`faceid-tally: ${text.cannotWrite}`))
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      tell(`faceid-tally: ${text.broken(placeOfDefect(error))}`)
      endNow(2)
    })
  }
  const exitCode = await runCommandLine(argv, { text, tell, output }, language)
  await output.flush()
  endWhenDone(exitCode)
}

/** Runs one command line, and gives its exit code. */
export const runCommandLine = async (
  argv: ReadonlyArray<string>,
  terminal: Pick<Session, "text" | "tell" | "output">,
  language: Language,
): Promise<number> => {
  const { text, tell } = terminal
  const asked = await understood(argv, text)
  switch (asked._tag) {
    case "Answered":
      await terminal.output.write([asked.answer], 0)
      return 0
    case "Mistake":
      tell(`faceid-tally: ${asked.message}`)
      tell(text.seeHelp(asked.command))
      return 2
    case "Asked": {
      const [command, { run }] = await Promise.all([asked.spec.load(), import("./run.ts")])
      const style = hasColours(asked.parsed) ? ansiStyle : plainStyle
      return run(command, new Arguments(asked.parsed, text), { ...terminal, say: messagesOf(language), style })
    }
  }
}

/** What a command line asks for, in whichever of the usual ways it is written. */
const understood = async (written: ReadonlyArray<string>, text: CliText): Promise<Parsed> => {
  const argv = written.includes(COMPLETIONS) ? written : canonical(written, text)
  if ("_tag" in argv) return argv
  const parsed = mistake(argv, text) ?? (await parse(argv, text))
  const asked = parsed._tag === "Asked" ? paired(parsed, text) : parsed
  return asked._tag === "Asked" ? withForm(asked, text) : asked
}

const hasColours = (parsed: Readonly<Record<string, unknown>>): boolean =>
  process.stdout.isTTY && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb" && parsed["no-color"] !== true
