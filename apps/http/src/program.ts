/** The service as a program of its own. */
import { runService, type ServiceProgram } from "@faceid-tally/host/program"

import { DEFAULT_HOST, DEFAULT_PORT } from "./defaults.ts"
import { KeyNeeded } from "./KeyNeeded.ts"
import { programVersion } from "./programVersion.ts"
import { startTexts } from "./startText.ts"

/** Runs the program and gives its exit code. */
export const program = (argv: ReadonlyArray<string>): Promise<number> =>
  runService(
    {
      name: "faceid-tally-http",
      version: programVersion(),
      help: (language) => startTexts[language].help,
      defaultHost: DEFAULT_HOST,
      defaultPort: DEFAULT_PORT,
      start,
      startFailure: (error, language) =>
        error instanceof KeyNeeded ? startTexts[language].keyNeeded(error.host) : undefined,
    },
    argv,
  )

const start: ServiceProgram["start"] = async ({ settings, env, host, port, language }) => {
  const { startServer } = await import("./server.ts")
  const { url, isOpen, close } = await startServer({ settings, env, host, port })
  const { listening, open } = startTexts[language]
  return { line: `${listening(url)}${isOpen ? ` (${open})` : ""}`, close }
}
