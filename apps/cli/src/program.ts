/** Parses the command line and runs one command. */

import { endNow, endWhenDone } from "@faceid-tally/host/ending"
import { ansiStyle, type Language, languageOf, languages, messagesOf, plainStyle } from "@faceid-tally/report"

import { Arguments } from "./Arguments.ts"
import { cliTextOf } from "./CliText.ts"
import { placeOfDefect } from "./defect.ts"
import { mistake } from "./mistake.ts"
import { Output } from "./Output.ts"
import { withForm } from "./output/form.ts"
import { parse } from "./parse.ts"
import type { Session } from "./Session.ts"

export const program = async (argv: ReadonlyArray<string>): Promise<void> => {
  process.once("SIGINT", () => endNow(130))
  process.stderr.on("error", () => undefined)

  const language = languageAsked(argv) ?? languageOf(process.env)
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
  const parsed = mistake(argv, text) ?? (await parse(argv, text))
  const asked = parsed._tag === "Asked" ? withForm(parsed, text) : parsed
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

/** The language must be known before the command line can be complained about. */
const languageAsked = (argv: ReadonlyArray<string>): Language | undefined => {
  const at = argv.findLastIndex((token) => token === "--lang" || token.startsWith("--lang="))
  const asked = argv[at] === "--lang" ? argv[at + 1] : argv[at]?.slice("--lang=".length)
  return languages.find((language) => language === asked)
}

const hasColours = (parsed: Readonly<Record<string, unknown>>): boolean =>
  process.stdout.isTTY && !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb" && parsed["no-color"] !== true
