/** Brings the settings together: the file, then the environment, then flags, or what a program gives. The later one stands. */
import { dirname, resolve } from "node:path"

import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

import { ConfigError } from "./ConfigError.ts"
import type { Environment } from "./Environment.ts"
import { knownKeys } from "./knownKeys.ts"
import { readJson } from "./readJson.ts"
import { Settings } from "./Settings.ts"

/** The file that is read when none is named. */
export const SETTINGS_FILE = "faceid-tally.json"

/** What flags can set. */
export interface Flags {
  /** The settings file; it has to be there. */
  readonly config?: string | undefined
  readonly ledger?: string | undefined
  readonly endpoint?: string | undefined
}

export interface SettingsSources {
  readonly flags?: Flags
  /** What a program says itself, as it would stand in the file. */
  readonly given?: unknown
  readonly env: Environment
  readonly folder: string
}

export const readSettings = ({
  flags = {},
  given: own = {},
  env,
  folder,
}: SettingsSources): Effect.Effect<Settings, ConfigError> =>
  Effect.gen(function* () {
    const fromFile = yield* readFile(flags.config ?? env["FACEID_TALLY_CONFIG"], folder)
    const fromEnvironment = yield* decode("environment", {
      ...given("ledger", env["FACEID_TALLY_LEDGER"]),
      ...given("endpoint", env["FACEID_TALLY_ENDPOINT"]),
    })
    const fromFlags = yield* decode("flags", {
      // An empty address on the command line is a variable that was not set, and no wish for the default.
      ...(flags.ledger !== undefined && { ledger: flags.ledger }),
      ...given("endpoint", flags.endpoint),
    })
    const fromProgram = besideFile(yield* decode("openBooks()", own), folder)
    return { ...fromFile, ...fromEnvironment, ...fromFlags, ...fromProgram }
  })

const given = (name: string, value: string | undefined) =>
  value === undefined || value === "" ? {} : { [name]: value }

const readFile = (named: string | undefined, folder: string): Effect.Effect<Settings, ConfigError> =>
  Effect.gen(function* () {
    const source = named ?? SETTINGS_FILE
    const json = yield* readJson(resolve(folder, source), source).pipe(
      Effect.catchIf(
        ({ reason }) => reason === "not_found" && named === undefined,
        () => Effect.succeed({}),
      ),
    )
    return besideFile(yield* decode(source, json), dirname(resolve(folder, source)))
  })

/** Files that the settings name lie beside them. */
const besideFile = ({ prices, ...settings }: Settings, folder: string): Settings => {
  if (prices === undefined) return settings
  if (typeof prices === "string") return { ...settings, prices: resolve(folder, prices) }
  const paths = Object.entries(prices).map(([account, path]) => [account, resolve(folder, path)])
  return { ...settings, prices: Object.fromEntries(paths) }
}

export const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && cause.code === "ENOENT"

const decodeSettings = Schema.decodeUnknownResult(Settings, { onExcessProperty: "error" })
/** What the schema says of a key that it does not know. */
const EXCESS = "Expected no excess property"
const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1()

const decode = (source: string, value: unknown): Effect.Effect<Settings, ConfigError> =>
  Effect.fromResult(
    Result.mapError(decodeSettings(value), ({ issue }) => {
      const [first] = formatIssue(issue).issues
      const path = (first?.path ?? []).map((key) => String(typeof key === "object" ? key.key : key))
      const expected = first?.message ?? ""
      const known = expected === EXCESS ? { known: knownKeys(Settings.ast, path) } : {}
      return new ConfigError({ source, reason: "invalid", path, expected, ...known })
    }),
  )
