/** Does what the command line asks for. What serving needs is loaded only then: help is there at once. */
import { readCommandLine } from "./commandLine.ts"
import { programVersion } from "./programVersion.ts"

/** Runs the program and gives its exit code. */
export const program = async (argv: ReadonlyArray<string>): Promise<number> => {
  // Node 22 tells every user of its SQLite that it is experimental.
  process.removeAllListeners("warning")
  const asked = readCommandLine(argv, process.env)
  switch (asked._tag) {
    case "Version":
      process.stdout.write(`${programVersion()}\n`)
      return 0
    case "Help":
      process.stdout.write(`${asked.text.help}\n`)
      return 0
    case "Mistake":
      process.stderr.write(`faceid-tally-webhook: ${asked.message}\nfaceid-tally-webhook: ${asked.text.seeHelp}\n`)
      return 2
    case "Serve": {
      const { serve } = await import("./serve.ts")
      return serve(asked)
    }
  }
}
