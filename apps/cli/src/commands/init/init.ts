/**
 * `init`: writes the first settings file. In a terminal it asks for what no option says; elsewhere options and defaults say
 * all. A file that is there stays, and a secret is never asked for.
 */
import { statSync, writeFileSync } from "node:fs"
import { dirname, relative, resolve } from "node:path"
import { pathToFileURL } from "node:url"

import { DEFAULT_ACCOUNT } from "@faceid-tally/core/engine"
import { SETTINGS_FILE } from "@faceid-tally/host/apps"
import { DEFAULT_ADDRESS, parseAddress } from "@faceid-tally/ledger"
import { printable } from "@faceid-tally/report"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import { sentenceOf } from "../../context/CommandContext.ts"
import { usage, UsageError, usagePromise } from "../../session/Arguments.ts"
import type { ArgumentsOf, RunOf } from "../../spec/CommandSpec.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import { type FirstSettings, firstSettings, type Wishes } from "./firstSettings.ts"
import { initText } from "./initText.ts"
import { type Ask, askFor, terminalAsk } from "./questions.ts"
import { editions, type initSpec } from "./spec.ts"

type InitArguments = ArgumentsOf<typeof initSpec>

/** Begins the conversation. */
type Asking = () => { readonly ask: Ask } & Disposable

export const init: RunOf<typeof initSpec> = (args, session) =>
  initBy(args, session, isAsked() ? terminalAsk : undefined)

/** Somebody sits there who can be asked. */
const isAsked = (): boolean => process.stdin.isTTY && process.stderr.isTTY

export const initBy = (
  args: InitArguments,
  session: Session,
  asking: Asking | undefined,
): ReturnType<RunOf<typeof initSpec>> =>
  Effect.gen(function* () {
    const text = initText[session.language]
    const file = yield* usage(() => args.string("config") ?? (process.env["FACEID_TALLY_CONFIG"] || SETTINGS_FILE))
    yield* refuseFile(file, args.boolean("force"), session)
    const given = yield* usage(() => wishesOf(args, session))
    const settings = yield* asking === undefined
      ? usage(() => firstSettings(given, session.language))
      : askAll(asking, args, given, session)
    if (settings === undefined) {
      session.tell("")
      session.tell(text.brokenOff)
      return 130
    }
    yield* write(file, settings, args.boolean("force"), session)
    const lines = [text.written(printable(file)), "", text.next, ...nextSteps(settings, args.string("config"))]
    yield* Effect.promise(() => session.output.write([`${lines.join("\n")}\n`], 0))
    return 0
  })

/** What the options say; throws where one of them cannot be. */
const wishesOf = (args: InitArguments, session: Session): Wishes => {
  const ledger = args.string("ledger")
  const inEnvironment = (process.env["FACEID_TALLY_LEDGER"] ?? "") !== ""
  return {
    ledger: ledger === undefined ? (inEnvironment ? undefined : DEFAULT_ADDRESS) : ledgerOf(ledger, session),
    accounts: args.strings("account"),
    rules: args.strings("rule"),
    edition: args.choice("edition", editions),
  }
}

/** An address that can be opened, and that holds no password. */
const ledgerOf = (address: string, session: Session): string => {
  const url = /^postgres(ql)?:/.test(address) ? URL.parse(address) : null
  if (url !== null && (url.password !== "" || url.searchParams.has("password")))
    throw new UsageError({ message: initText[session.language].password })
  const parsed = parseAddress(address)
  if (Result.isFailure(parsed)) throw new UsageError({ message: sentenceOf(parsed.failure, session) })
  return address
}

/**
 * Asks for what no option says; `undefined` when the person breaks it off. A mistake in an answer is told at its question; an
 * option that cannot be, or does not fit the answers, ends it, since asking again would not change it.
 */
const askAll = (asking: Asking, args: InitArguments, given: Wishes, session: Session) =>
  usagePromise(async (): Promise<FirstSettings | undefined> => {
    const tried = (wishes: Wishes): Wishes => {
      firstSettings(wishes, session.language)
      return wishes
    }
    const begun = tried({ ...given, rules: [], edition: undefined })
    using terminal = asking()
    const { ask: text, notAnEdition } = initText[session.language]
    const question = <A>(name: keyof typeof text, offered: string, read: (answer: string) => A) =>
      askFor(
        terminal.ask,
        session.tell,
        `${text[name]}${offered === "" ? "" : ` [${offered}]`}${session.say.colon} `,
        read,
      )
    const words = (answer: string) => answer.split(/[\s,，]+/u).filter((word) => word !== "")
    const withLedger =
      given.ledger === undefined || args.isGiven("ledger")
        ? begun
        : await question("ledger", given.ledger, (answer) => ({
            ...begun,
            ledger: ledgerOf(answer || DEFAULT_ADDRESS, session),
          }))
    if (withLedger === undefined) return undefined
    const withAccounts = args.isGiven("account")
      ? withLedger
      : await question("account", DEFAULT_ACCOUNT, (answer) => tried({ ...withLedger, accounts: words(answer) }))
    if (withAccounts === undefined) return undefined
    const { edition } = given
    const withRules = args.isGiven("rule")
      ? tried({ ...withAccounts, rules: given.rules, edition })
      : await question("rule", "", (answer) => tried({ ...withAccounts, rules: words(answer), edition }))
    if (withRules === undefined) return undefined
    if (edition !== undefined || withRules.rules.length === 0) return firstSettings(withRules, session.language)
    // Awaited here: what is returned unawaited would outlive the terminal.
    return await question("edition", "", (answer) => {
      const named = editions.find((name) => name === answer.toLowerCase())
      if (named === undefined && answer !== "") throw new UsageError({ message: notAnEdition })
      return firstSettings({ ...withRules, edition: named }, session.language)
    })
  })

/** Refused before anything is asked; whether it is there is looked at once more when it is written. */
const refuseFile = (file: string, mayReplace: boolean, { language }: Session): Effect.Effect<void, Refusal> => {
  const text = initText[language]
  const old = statSync(file, { throwIfNoEntry: false })
  if (old?.isDirectory() === true) return new Refusal({ message: text.isFolder(printable(file)) })
  if (old !== undefined && !mayReplace) return new Refusal({ message: text.exists(printable(file)) })
  const hasFolder = statSync(dirname(resolve(file)), { throwIfNoEntry: false })?.isDirectory() === true
  return hasFolder ? Effect.void : new Refusal({ message: text.noFolder(printable(file)) })
}

const write = (file: string, settings: FirstSettings, mayReplace: boolean, { language, settingsSchema }: Session) =>
  Effect.try({
    try: () => {
      const document = { $schema: schemaFor(file, settingsSchema()), ...settings }
      writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`, { flag: mayReplace ? "w" : "wx" })
    },
    catch: (error) => {
      const text = initText[language]
      const isThere = error instanceof Error && "code" in error && error.code === "EEXIST"
      return new Refusal({ message: (isThere ? text.exists : text.unwritable)(printable(file)) })
    },
  })

/** Beside the file where the program is installed there, else where it is on this machine. */
const schemaFor = (file: string, schema: string): string => {
  const path = relative(dirname(resolve(file)), schema)
  return path.startsWith("..") || resolve(path) === path
    ? pathToFileURL(schema).href
    : `./${path.replaceAll("\\", "/")}`
}

/** What is left to do: the credentials that the environment lacks, then a look at all of it. */
const nextSteps = ({ accounts }: FirstSettings, config: string | undefined): ReadonlyArray<string> => {
  const lacking = Object.values(accounts)
    .flatMap(({ secretIdEnv, secretKeyEnv }) => [
      secretIdEnv ?? "TENCENTCLOUD_SECRET_ID",
      secretKeyEnv ?? "TENCENTCLOUD_SECRET_KEY",
    ])
    .filter((variable) => (process.env[variable] ?? "") === "")
  return [
    ...(lacking.length === 0 ? [] : [`  export ${lacking.map((variable) => `${variable}=…`).join(" ")}`]),
    `  faceid-tally doctor${config === undefined ? "" : ` --config ${config}`}`,
  ]
}
