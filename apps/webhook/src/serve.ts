/** Receives until a signal comes; everything that goes wrong before is told in one sentence, and the exit code is 2. */
import { LedgerError } from "@faceid-tally/books"
import { ConfigError, readSettings, untilSignal } from "@faceid-tally/host"
import * as Effect from "effect/Effect"

import type { Asked } from "./commandLine.ts"
import { startReceiver } from "./startReceiver.ts"

type AskedToServe = Extract<Asked, { readonly _tag: "Serve" }>

export const serve = async (asked: AskedToServe): Promise<number> => {
  const { text, flags, host, port, hasWorker } = asked
  const { env } = process
  const signal = untilSignal()
  try {
    const settings = await Effect.runPromise(readSettings({ flags, env, folder: process.cwd() }))
    const receiver = await startReceiver({ settings, env, host, port, hasWorker })
    process.stdout.write(`${text.listening(receiver.url)}${hasWorker ? "" : ` (${text.onlyReceives})`}\n`)
    await signal
    await receiver.close()
    return 0
  } catch (error) {
    process.stderr.write(`faceid-tally-webhook: ${sentenceOf(error, asked)}\n`)
    return 2
  }
}

const sentenceOf = (error: unknown, { text, host, port }: AskedToServe): string => {
  if (error instanceof LedgerError) return text.ledgerFailed(error.reason, error.code)
  if (error instanceof ConfigError || isSettingsError(error)) return text.settings(error.message)
  const code = error instanceof Error && "code" in error ? error.code : undefined
  if (code === "EADDRINUSE") return text.portTaken(port)
  if (code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return text.cannotListen(host, port)
  return text.broken
}

const isSettingsError = (error: unknown): error is Error =>
  error instanceof Error && "_tag" in error && error._tag === "SettingsError"
