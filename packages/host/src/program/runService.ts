/** Does what the command line of a service asks for. What serving needs is loaded only then: help is there at once. */
import { readCommandLine } from "./commandLine.ts"
import type { ServiceProgram } from "./ServiceProgram.ts"
import { serviceTextOf } from "./serviceText.ts"

/** Runs the program and gives its exit code: 2 where it cannot do what is asked, which it tells in a sentence. */
export const runService = async (program: ServiceProgram, argv: ReadonlyArray<string>): Promise<number> => {
  // Node 22 tells every user of its SQLite that it is experimental.
  process.removeAllListeners("warning")
  const { name, version, help } = program
  const request = readCommandLine(argv, process.env, program)
  switch (request._tag) {
    case "Version":
      process.stdout.write(`${version}\n`)
      return 0
    case "Help":
      process.stdout.write(`${help(request.language)}\n`)
      return 0
    case "Mistake":
      process.stderr.write(`${name}: ${request.message}\n${name}: ${serviceTextOf(request.language).seeHelp(name)}\n`)
      return 2
    case "Serve": {
      const { serve } = await import("./serve.ts")
      return serve(program, request)
    }
  }
}
