/** A service as a program: does what its command line asks for. What serving needs is loaded only then: help is there at once. */
import type { Language } from "@faceid-tally/report"

import type { Environment } from "../settings/readSettings.ts"
import type { Settings } from "../settings/Settings.ts"
import { type AskedToServe, type CommandLine, readCommandLine } from "./commandLine.ts"
import { serviceTextOf } from "./ServiceText.ts"

export interface ServiceProgram extends CommandLine {
  readonly name: string
  readonly version: string
  readonly help: (language: Language) => string
  readonly start: (request: ServeRequest) => Promise<Started>
  /** Why it did not start, for what no other service fails with. */
  readonly whyNot?: (error: unknown, language: Language) => string | undefined
}

export interface ServeRequest extends Pick<AskedToServe, "language" | "host" | "port" | "switches"> {
  readonly settings: Settings
  readonly env: Environment
}

export interface Started {
  /** One line for a person: where it listens. */
  readonly line: string
  /** Finishes what was accepted. */
  readonly close: () => Promise<void>
}

/** Runs the program and gives its exit code: 2 where it cannot do what is asked, which it tells in a sentence. */
export const runService = async (program: ServiceProgram, argv: ReadonlyArray<string>): Promise<number> => {
  // Node 22 tells every user of its SQLite that it is experimental.
  process.removeAllListeners("warning")
  const { name, version, help } = program
  const asked = readCommandLine(argv, process.env, program)
  switch (asked._tag) {
    case "Version":
      process.stdout.write(`${version}\n`)
      return 0
    case "Help":
      process.stdout.write(`${help(asked.language)}\n`)
      return 0
    case "Mistake":
      process.stderr.write(`${name}: ${asked.message}\n${name}: ${serviceTextOf(asked.language).seeHelp(name)}\n`)
      return 2
    case "Serve": {
      const { serve } = await import("./serve.ts")
      return serve(program, asked)
    }
  }
}
