/** What the command line and the environment ask of a service, or why they cannot be followed. */
import { parseArgs } from "node:util"

import { type Language, languageOf, languages } from "@faceid-tally/report"

import type { Flags } from "../settings/readSettings.ts"
import type { Environment } from "../settings/Environment.ts"
import { serviceTextOf } from "./serviceText.ts"

/** What a service has of its own on its command line. */
export interface CommandLine {
  readonly defaultHost: string
  readonly defaultPort: number
  /** Options without a value, beside those that every service has. */
  readonly switches?: ReadonlyArray<string>
}

export interface ServiceRequest {
  readonly _tag: "Serve"
  readonly language: Language
  readonly flags: Flags
  readonly host: string
  readonly port: number
  readonly switches: ReadonlySet<string>
}

export type CommandLineRequest =
  | { readonly _tag: "Help"; readonly language: Language }
  | { readonly _tag: "Version" }
  | { readonly _tag: "Mistake"; readonly language: Language; readonly message: string }
  | ServiceRequest

const common = {
  port: { type: "string", short: "p" },
  host: { type: "string" },
  config: { type: "string" },
  ledger: { type: "string" },
  endpoint: { type: "string" },
  lang: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const

export const readCommandLine = (argv: ReadonlyArray<string>, env: Environment, of: CommandLine): CommandLineRequest => {
  const { defaultHost, defaultPort, switches = [] } = of
  const options = { ...Object.fromEntries(switches.map((name) => [name, { type: "boolean" } as const])), ...common }
  let language = languageOf(env)
  const mistake = (message: string): CommandLineRequest => ({ _tag: "Mistake", language, message })
  let values
  try {
    values = parseArgs({ args: [...argv], options, strict: true }).values
  } catch {
    const isWrong = (token: string) => token.startsWith("-") && !isOption(token, options)
    const wrong = argv.find(isWrong) ?? argv.find((token) => !token.startsWith("-"))
    return mistake(serviceTextOf(language).unknownArgument(wrong ?? argv.at(-1) ?? ""))
  }
  const { lang, config, ledger, endpoint } = values
  if (lang !== undefined) {
    const request = languages.find((known) => known === lang)
    if (request === undefined) return mistake(serviceTextOf(language).notALanguage)
    language = request
  }
  if (values.help) return { _tag: "Help", language }
  if (values.version) return { _tag: "Version" }
  const port = readPort(values.port ?? (env["PORT"] || String(defaultPort)))
  if (port === undefined) return mistake(serviceTextOf(language).notAPort)
  const host = values.host ?? (env["HOST"] || defaultHost)
  const given = new Set(switches.filter((name) => Object.hasOwn(values, name)))
  return { _tag: "Serve", language, flags: { config, ledger, endpoint }, host, port, switches: given }
}

const isOption = (token: string, options: object): boolean => {
  const name = token.replace(/^--?/, "").replace(/=.*$/s, "")
  return Object.hasOwn(options, name) || name === "p" || name === "h"
}

const PORT_MAX = 65_535

/** A port, or 0 for any free one; `undefined` where the text is none. */
export const readPort = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) <= PORT_MAX ? Number(text) : undefined
