/** The receiver as a program of its own. */
import { runService, type ServiceProgram } from "@faceid-tally/host/program"

import { DEFAULT_HOST, DEFAULT_PORT } from "./defaults.ts"
import { programVersion } from "./programVersion.ts"
import { startTexts } from "./startText.ts"

const NO_WORKER = "no-worker"

/** Runs the program and gives its exit code. */
export const program = (argv: ReadonlyArray<string>): Promise<number> =>
  runService(
    {
      name: "faceid-tally-webhook",
      version: programVersion(),
      help: (language) => startTexts[language].help,
      defaultHost: DEFAULT_HOST,
      defaultPort: DEFAULT_PORT,
      switches: [NO_WORKER],
      start,
    },
    argv,
  )

const start: ServiceProgram["start"] = async ({ settings, env, host, port, language, switches }) => {
  const hasWorker = !switches.has(NO_WORKER)
  const { startReceiver } = await import("./startReceiver.ts")
  const { url, close } = await startReceiver({ settings, env, host, port, hasWorker })
  const { listening, onlyReceives } = startTexts[language]
  return { line: `${listening(url)}${hasWorker ? "" : ` (${onlyReceives})`}`, close }
}
