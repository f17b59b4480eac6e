/** Serves until a signal comes; everything that goes wrong before is told in one sentence, and the exit code is 2. */
import { LedgerError } from "@faceid-tally/books/engine"
import { ledgerSentence } from "@faceid-tally/report"
import { SettingsError } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"

import { checkSettings } from "./checkSettings.ts"
import { ConfigError } from "../settings/ConfigError.ts"
import { listenFault } from "../serving/listening.ts"
import { readSettings } from "../settings/readSettings.ts"
import { settingsSentence } from "./settingsText.ts"
import { untilSignal } from "../serving/untilSignal.ts"
import type { ServiceRequest } from "./commandLine.ts"
import type { ServiceProgram } from "./ServiceProgram.ts"
import { serviceTextOf } from "./serviceText.ts"

/** Gives the exit code. */
export const serve = async (
  { name, start, startFailure }: ServiceProgram,
  { flags, ...request }: ServiceRequest,
): Promise<number> => {
  const { env } = process
  const signal = untilSignal()
  try {
    const settings = await Effect.runPromise(readSettings({ flags, env, folder: process.cwd() }))
    await Effect.runPromise(checkSettings(settings, env))
    const { line, close } = await start({ ...request, settings, env })
    process.stdout.write(`${line}\n`)
    await signal
    await close()
    return 0
  } catch (error) {
    process.stderr.write(`${name}: ${startFailure?.(error, request.language) ?? sentenceOf(error, request)}\n`)
    return 2
  }
}

const sentenceOf = (error: unknown, { language, host, port }: Omit<ServiceRequest, "flags">): string => {
  const { books, ...text } = serviceTextOf(language)
  if (error instanceof LedgerError) return ledgerSentence(error, books)
  if (error instanceof ConfigError || error instanceof SettingsError) return settingsSentence(error, language)
  switch (listenFault(error)) {
    case "port_taken":
      return text.portTaken(port)
    case "cannot_listen":
      return text.cannotListen(host, port)
    default:
      return text.broken
  }
}
