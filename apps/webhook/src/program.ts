/** Receives until a signal comes; everything that goes wrong before is told in one sentence, and the exit code is 2. */
import { LedgerError } from "@faceid-tally/books"
import { ConfigError, readSettings, untilSignal } from "@faceid-tally/host"
import * as Effect from "effect/Effect"

import { readCommandLine } from "./commandLine.ts"
import { programVersion } from "./programVersion.ts"
import { startReceiver } from "./startReceiver.ts"
import type { StartText } from "./startText.ts"

/** Runs the program and gives its exit code. */
export const program = async (argv: ReadonlyArray<string>): Promise<number> => {
  // Node 22 tells every user of its SQLite that it is experimental.
  process.removeAllListeners("warning")
  const { env } = process
  const asked = readCommandLine(argv, env)
  switch (asked._tag) {
    case "Version":
      process.stdout.write(`${programVersion()}\n`)
      return 0
    case "Help":
      process.stdout.write(`${asked.text.help}\n`)
      return 0
    case "Mistake":
      tell(asked.message)
      tell(asked.text.seeHelp)
      return 2
    case "Serve": {
      const { text, flags, host, port, hasWorker } = asked
      const signal = untilSignal()
      try {
        const settings = await Effect.runPromise(readSettings({ flags, env, folder: process.cwd() }))
        const receiver = await startReceiver({ settings, env, host, port, hasWorker })
        process.stdout.write(`${text.listening(receiver.url)}${hasWorker ? "" : ` (${text.onlyReceives})`}\n`)
        await signal
        await receiver.close()
        return 0
      } catch (error) {
        tell(sentenceOf(error, text, { host, port }))
        return 2
      }
    }
  }
}

const tell = (line: string): void => void process.stderr.write(`faceid-tally-webhook: ${line}\n`)

const sentenceOf = (
  error: unknown,
  text: StartText,
  { host, port }: { readonly host: string; readonly port: number },
) => {
  if (error instanceof LedgerError) return text.ledgerFailed(error.reason, error.code)
  if (error instanceof ConfigError || isSettingsError(error)) return text.settings(error.message)
  const code = error instanceof Error && "code" in error ? error.code : undefined
  if (code === "EADDRINUSE") return text.portTaken(port)
  if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return text.cannotListen(host, port)
  return text.broken
}

const isSettingsError = (error: unknown): error is Error =>
  error instanceof Error && "_tag" in error && error._tag === "SettingsError"
