/**
 * What the commands of the books share: the settings that are in force, business time, the ledger and the provider, and
 * how what went wrong is told. Nothing of this is loaded before such a command runs.
 */
import type {
  Decisions,
  EvidenceBroken,
  AccountBills,
  Keys,
  Ledger,
  LedgerError,
  Listings,
  Proofs,
  Provider,
  ProviderError,
  PullMismatch,
  Statements,
  Work,
} from "@faceid-tally/books/engine"
import {
  businessTime,
  type ConfigError,
  ledgerAddress,
  ledgerOf,
  maskedAddress,
  providerOf,
  readSettings,
  type Settings,
  settingsSentence,
  storeOf,
} from "@faceid-tally/host/apps"
import type { InputError } from "@faceid-tally/files"
import type { Opening } from "@faceid-tally/ledger"
import { booksText, type BooksText, ledgerSentence, providerSentence } from "@faceid-tally/report"
import type { SettingsError } from "@faceid-tally/tencent"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"

import type { AnyArguments, UsageError } from "../session/Arguments.ts"
import { closest } from "../arguments/closest.ts"
import { Refusal, type Session } from "../session/Session.ts"
import { contextText } from "./contextText.ts"

export interface CommandContext {
  readonly settings: Settings
  readonly words: BooksText
}

/** What a command of the books can fail with. */
export type CommandError =
  | ConfigError
  | EvidenceBroken
  | InputError
  | LedgerError
  | ProviderError
  | PullMismatch
  | Refusal
  | SettingsError
  | UsageError

type Answer = Effect.Effect<number, InputError | Refusal | UsageError>

/** The settings that are in force for a command line. */
export const readSettingsOf = (args: AnyArguments): Effect.Effect<Settings, ConfigError> => {
  const given = args.with<"config" | "ledger" | "endpoint">()
  const flags = { config: given.string("config"), ledger: given.string("ledger"), endpoint: given.string("endpoint") }
  return readSettings({ flags, env: process.env, folder: process.cwd() })
}

/** What time it is in the business, which tests set apart from the time of the machine. */
export const businessNow: Effect.Effect<number> = Effect.suspend(() =>
  Effect.provide(Clock.currentTimeMillis, businessTime(process.env)),
).pipe(Effect.catch(() => Clock.currentTimeMillis))

/** Runs a command that needs no more than the settings. */
export const withSettings = (
  args: AnyArguments,
  session: Session,
  work: (context: CommandContext) => Effect.Effect<number, CommandError>,
): Answer =>
  Effect.gen(function* () {
    // Node 22 tells every user of its SQLite that it is experimental.
    process.removeAllListeners("warning")
    const settings = yield* readSettingsOf(args)
    return yield* work({ settings, words: booksText[session.language] })
  }).pipe(
    Effect.provide(businessTime(process.env)),
    // What is worth telling is told by the commands; a log line in between would speak English to everyone.
    Effect.provide(Logger.layer([])),
    Effect.mapError((error) => failureOf(error, session)),
  )

/** What a command does with the ledger; one that tries something out may find none. */
export type Use = "tries" | Extract<Opening, "reads" | "changes" | "writes">

/** With what can be done where the ledger cannot be written to. */
interface UseOrElse {
  readonly use: Use
  readonly orElse: string
}

/** Runs a command over the ledger. */
export const withLedger = (
  args: AnyArguments,
  session: Session,
  opening: Use | UseOrElse,
  work: (context: CommandContext) => Effect.Effect<number, CommandError, Ledger>,
): Answer =>
  withSettings(args, session, (context) => {
    const { use, orElse } = typeof opening === "string" ? { use: opening, orElse: undefined } : opening
    return use === "tries"
      ? Effect.provide(work(context), ledgerOrEmpty(context.settings))
      : Effect.provide(work(context), ledgerOf(context.settings, use)).pipe(
          refuseNone(context, session),
          Effect.mapError((error) =>
            orElse !== undefined && isUnwritable(error)
              ? new Refusal({ message: `${sentenceOf(error, session)}${session.say.gap}${orElse}` })
              : error,
          ),
        )
  })

/** No right, no space, no turn, or a standby. */
const isUnwritable = (error: CommandError): boolean =>
  error._tag === "LedgerError" && ["denied", "read_only", "full", "busy"].includes(error.reason)

/** Runs a command over all that a service keeps. */
export const withStore = (
  args: AnyArguments,
  session: Session,
  use: Exclude<Use, "tries">,
  work: (
    context: CommandContext,
  ) => Effect.Effect<
    number,
    CommandError,
    AccountBills | Decisions | Keys | Ledger | Listings | Proofs | Statements | Work
  >,
): Answer =>
  withSettings(args, session, (context) =>
    Effect.provide(work(context), storeOf(context.settings, use)).pipe(refuseNone(context, session)),
  )

/** Runs a command over the ledger and the provider. */
export const withProvider = (
  args: AnyArguments,
  session: Session,
  work: (context: CommandContext) => Effect.Effect<number, CommandError, Ledger | Provider>,
): Answer =>
  withSettings(args, session, (context) => {
    const ports = Layer.merge(ledgerOf(context.settings), providerOf(context.settings, process.env))
    return Effect.provide(work(context), ports)
  })

/** The ledger to read; where there is none an empty one, which nobody keeps. */
const ledgerOrEmpty = (settings: Settings) =>
  Layer.catchTag(ledgerOf(settings, "reads"), "LedgerError", (error) =>
    error.reason === "none"
      ? ledgerOf({ ...settings, ledger: "sqlite::memory:" })
      : Layer.effectContext(Effect.fail(error)),
  )

/** Where there is no ledger it is told where it was looked for. */
export const refuseNone =
  ({ settings }: CommandContext, { language }: Session) =>
  (work: Effect.Effect<number, CommandError>): Effect.Effect<number, CommandError> =>
    Effect.mapError(work, (error) =>
      error._tag === "LedgerError" && error.reason === "none"
        ? new Refusal({ message: contextText[language].noLedger(maskedAddress(ledgerAddress(settings))) })
        : error,
    )

const failureOf = (error: CommandError, session: Session): InputError | Refusal | UsageError => {
  switch (error._tag) {
    case "EvidenceBroken":
    case "LedgerError":
    case "ProviderError":
    case "PullMismatch":
    case "ConfigError":
    case "SettingsError":
      return new Refusal({ message: sentenceOf(error, session) })
    default:
      return error
  }
}

/** An error in the user's language: what happened, where, and what to do. */
export const sentenceOf = (error: CommandError, session: Session): string => {
  const words = booksText[session.language]
  switch (error._tag) {
    case "EvidenceBroken":
      return words.evidenceBroken[error.of][error.reason]
    case "LedgerError":
      return ledgerSentence(error, words)
    case "ProviderError":
      return providerSentence(error, words)
    case "PullMismatch":
      return words.pull[error.reason]
    case "ConfigError":
    case "SettingsError":
      return settingsSentence(error, session.language, closest)
    default:
      return error.message
  }
}
