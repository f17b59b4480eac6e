/** What the command line and the environment ask for, or why they cannot be followed. */
import { parseArgs } from "node:util"

import type { Environment, Flags } from "@faceid-tally/host"
import { type Language, languageOf, languages } from "@faceid-tally/report"

import { DEFAULT_HOST, DEFAULT_PORT } from "./defaults.ts"
import { type StartText, startTextOf } from "./startText.ts"

export type Asked =
  | { readonly _tag: "Help"; readonly text: StartText }
  | { readonly _tag: "Version" }
  | { readonly _tag: "Mistake"; readonly text: StartText; readonly message: string }
  | {
      readonly _tag: "Serve"
      readonly text: StartText
      readonly flags: Flags
      readonly host: string
      readonly port: number
      readonly hasWorker: boolean
    }

const options = {
  port: { type: "string", short: "p" },
  host: { type: "string" },
  "no-worker": { type: "boolean" },
  config: { type: "string" },
  ledger: { type: "string" },
  endpoint: { type: "string" },
  lang: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const

export const readCommandLine = (argv: ReadonlyArray<string>, env: Environment): Asked => {
  let text = startTextOf(languageOf(env))
  let values
  try {
    values = parseArgs({ args: [...argv], options, strict: true }).values
  } catch {
    const wrong = argv.find((token) => token.startsWith("-") && !isKnown(token)) ?? argv.find((t) => !t.startsWith("-"))
    return { _tag: "Mistake", text, message: text.unknownArgument(wrong ?? argv.at(-1) ?? "") }
  }
  const { lang, config, ledger, endpoint } = values
  if (lang !== undefined) {
    const language = languages.find((known): known is Language => known === lang)
    if (language === undefined) return { _tag: "Mistake", text, message: text.notALanguage }
    text = startTextOf(language)
  }
  if (values.help) return { _tag: "Help", text }
  if (values.version) return { _tag: "Version" }
  const port = portOf(values.port ?? (env["PORT"] || undefined))
  if (port === undefined) return { _tag: "Mistake", text, message: text.notAPort }
  const host = values.host ?? (env["HOST"] || DEFAULT_HOST)
  const hasWorker = values["no-worker"] !== true
  return { _tag: "Serve", text, flags: { config, ledger, endpoint }, host, port, hasWorker }
}

const isKnown = (token: string): boolean => {
  const name = token.replace(/^--?/, "").replace(/=.*$/s, "")
  return name in options || name === "p" || name === "h"
}

const portOf = (value: string | undefined): number | undefined => {
  if (value === undefined) return DEFAULT_PORT
  const port = /^\d{1,5}$/.test(value) ? Number(value) : -1
  return port >= 0 && port <= 65_535 ? port : undefined
}
