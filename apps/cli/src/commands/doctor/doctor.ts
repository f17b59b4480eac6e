/** `doctor`: is everything in order, and what to do where it is not. */
import { Ledger, Provider, type ProviderError } from "@faceid-tally/books/engine"
import {
  accountsOf,
  checkSettings,
  checkTargets,
  ledgerAddress,
  ledgerOf,
  maskedAddress,
  providerOf,
  proxiesOf,
  type Settings,
} from "@faceid-tally/host/apps"
import { checkServer } from "@faceid-tally/ledger"
import { type BooksText, type Table, tableLines } from "@faceid-tally/report"
import type { Doctor } from "@faceid-tally/report/documents"
import { isCertificateFault, makeOutwardFetch, proxyName, proxyTo } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import { answer } from "../../output/answer.ts"
import { type CommandContext, type CommandError, sentenceOf, withSettings } from "../../context/CommandContext.ts"
import type { Session } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { doctorSpec } from "./spec.ts"
import { contextText } from "../../context/contextText.ts"
import { type DoctorText, doctorText } from "./doctorText.ts"

interface Check {
  readonly name: keyof DoctorText["check"]
  readonly ok: boolean
  /** False where it could not be looked at, or nothing is there: then `ok` says only that no fault was found. */
  readonly checked: boolean
  /** What is not as it should be, as a stable code. */
  readonly reason: string | null
  readonly detail: string
}

const ENDPOINT = "faceid.tencentcloudapi.com"
const TIMEOUT_MS = 5000
/** The provider refuses requests from a clock that is further off. */
const SKEW_SECONDS_MAX = 300

export const doctor: RunOf<typeof doctorSpec> = (args, session) =>
  withSettings(args, session, (context) =>
    Effect.gen(function* () {
      const checks: Array<Check> = [yield* checkWhatServes(context, session)]
      checks.push(yield* checkProxy(context, session))
      checks.push(...(yield* askProvider(context, session)))
      checks.push(yield* checkCredentials(context, session, checks.at(-1)?.ok === true))
      checks.push(...(yield* checkDatabase(context, session)))
      checks.push(yield* checkLedger(context, session))
      checks.push(...(yield* checkAlerts(context, session)))
      const { say, style } = session
      const isFine = checks.every(({ ok }) => ok)
      return yield* answer(args, session, {
        document: {
          ok: isFine,
          checks: checks.map(({ name, ok, checked, reason }) => ({ name, ok, checked, reason })),
        } satisfies Doctor,
        lines: tableLines(checkTable(doctorText[session.language]), checks, {
          say,
          style,
          titles: false,
          paint: ({ ok, checked }, { good, bad, faint }) => (ok ? (checked ? good : faint) : bad),
        }),
        exitCode: isFine ? 0 : 2,
      })
    }),
  )

/** Whether `serve` would start by them. */
const checkWhatServes = ({ settings }: CommandContext, session: Session): Effect.Effect<Check> =>
  checkSettings(settings, process.env).pipe(
    Effect.as({
      name: "settings",
      ok: true,
      checked: true,
      reason: null,
      detail: doctorText[session.language].fine,
    } as const),
    failing("settings", session),
  )

const checkTable = ({ check }: DoctorText): Table<Check> => [
  { key: "ok", title: () => "", value: ({ ok }) => ok, text: ({ ok, checked }) => (ok ? (checked ? "✓" : "–") : "✗") },
  { key: "name", title: () => "", value: ({ name }) => check[name] },
  { key: "detail", title: () => "", value: ({ detail }) => detail },
]

/** By which way the provider is asked. */
const checkProxy = ({ settings }: CommandContext, session: Session): Effect.Effect<Check> =>
  Effect.map(proxiesOf(settings, process.env), (proxies): Check => {
    const { endpoint, url } = providerAddress(settings)
    const proxy = URL.canParse(url) ? proxyTo(new URL(url), proxies) : undefined
    const detail =
      proxy === undefined
        ? doctorText[session.language].proxyNone(endpoint)
        : doctorText[session.language].proxyUsed(endpoint, proxyName(proxy))
    return { name: "proxy", ok: true, checked: true, reason: proxy === undefined ? "none" : null, detail }
  }).pipe(failing("proxy", session))

const providerAddress = ({ endpoint = ENDPOINT }: Settings) => ({
  endpoint,
  url: /^https?:/.test(endpoint) ? endpoint : `https://${endpoint}`,
})

/** Whether the provider answers at all, and what time it says it is. */
const askProvider = ({ settings, words }: CommandContext, session: Session): Effect.Effect<ReadonlyArray<Check>> =>
  Effect.promise(async () => {
    const text = doctorText[session.language]
    const { endpoint, url } = providerAddress(settings)
    const isShifted = (process.env["FACEID_TALLY_NOW"] ?? "") !== ""
    try {
      const fetch = makeOutwardFetch(await Effect.runPromise(proxiesOf(settings, process.env)))
      const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
      await response.body?.cancel()
      const seconds = Math.round((Date.now() - Date.parse(response.headers.get("date") ?? "")) / 1000)
      const isRedirected = response.status >= 300 && response.status < 400
      return [
        clockCheck(seconds, isShifted, text),
        isRedirected
          ? unreached(endpoint, "redirected", `HTTP ${response.status}`, words)
          : { name: "provider", ok: true, checked: true, reason: null, detail: text.providerFine(endpoint) },
      ]
    } catch (error) {
      return [clockCheck(Number.NaN, false, text), unreached(endpoint, ...faultOf(error), words)]
    }
  })

/** `seconds` is how far it is from the provider's; no number where that does not tell. */
const clockCheck = (seconds: number, isShifted: boolean, text: DoctorText): Check => {
  if (Math.abs(seconds) > SKEW_SECONDS_MAX) {
    return { name: "clock", ok: false, checked: true, reason: "off", detail: text.clockOff(seconds) }
  }
  if (isShifted) return { name: "clock", ok: true, checked: true, reason: "shifted", detail: text.clockShifted }
  if (Number.isNaN(seconds))
    return { name: "clock", ok: true, checked: false, reason: "unknown", detail: text.clockUnknown }
  return { name: "clock", ok: true, checked: true, reason: null, detail: text.clockFine(seconds) }
}

const unreached = (
  endpoint: string,
  reason: "redirected" | "timeout" | "untrusted" | "network",
  detail: string | undefined,
  words: BooksText,
): Check => {
  const where = detail === undefined ? endpoint : words.detailed(endpoint, detail)
  return { name: "provider", ok: false, checked: true, reason, detail: `${where}: ${words.provider[reason]}` }
}

/** Why there was no answer, and what broke the connection, as `ECONNREFUSED`. */
const faultOf = (error: unknown): readonly [reason: "timeout" | "untrusted" | "network", code: string | undefined] => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (cause instanceof Error && cause.name === "TimeoutError") return ["timeout", undefined]
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined
  return [isCertificateFault(code) ? "untrusted" : "network", code]
}

/** Credentials are right where the provider looks at a request, even if only to say that its BizToken is none. */
const checkCredentials = (context: CommandContext, session: Session, isProviderThere: boolean): Effect.Effect<Check> =>
  Effect.gen(function* () {
    const { settings } = context
    const accounts = Object.keys(yield* accountsOf(settings, process.env))
    if (isProviderThere) {
      yield* Effect.forEach(accounts, askForNothing).pipe(Effect.provide(providerOf(settings, process.env)))
    }
    const detail = doctorText[session.language].accounts(accounts)
    const found = { name: "credentials", ok: true, checked: isProviderThere } as const
    return isProviderThere
      ? { ...found, reason: null, detail }
      : { ...found, reason: "not_checked", detail: doctorText[session.language].unchecked(detail) }
  }).pipe(failing("credentials", session))

const askForNothing = (account: string) =>
  Effect.gen(function* () {
    const request = { account, bizToken: "00000000-0000-0000-0000-000000000000", ruleId: "0" }
    const answered = yield* Effect.result((yield* Provider).result(request))
    if (Result.isFailure(answered) && isAboutAccount(answered.failure)) return yield* answered.failure
  })

const isAboutAccount = ({ scope, retryClass }: ProviderError): boolean => scope === "account" || retryClass === "retry"

/** Whether a PostgreSQL offers what a ledger needs; of a file there is nothing to ask. */
const checkDatabase = ({ settings }: CommandContext, session: Session): Effect.Effect<ReadonlyArray<Check>> =>
  checkServer(ledgerAddress(settings)).pipe(
    Effect.map((server): Check | undefined => {
      if (server === undefined) return undefined
      const { faults, remarks } = server
      const sentences = [...faults, ...remarks].map((code) => doctorText[session.language].serverCode[code](server))
      return {
        name: "database",
        ok: faults.length === 0,
        checked: true,
        reason: faults[0] ?? remarks[0] ?? null,
        detail: [doctorText[session.language].server(server), ...sentences].join(session.say.stop),
      }
    }),
    failing("database", session),
    Effect.map((check) => (check === undefined ? [] : [check])),
  )

const checkLedger = ({ settings }: CommandContext, session: Session): Effect.Effect<Check> => {
  const address = maskedAddress(ledgerAddress(settings))
  const found = {
    name: "ledger",
    ok: true,
    checked: true,
    reason: null,
    detail: doctorText[session.language].ledgerFine(address),
  } as const
  return Effect.provide(Effect.asVoid(Ledger), ledgerOf(settings, "reads")).pipe(
    Effect.as(found),
    Effect.catchIf(
      ({ reason }) => reason === "none",
      () =>
        Effect.succeed({
          ...found,
          checked: false,
          reason: "none_yet",
          detail: contextText[session.language].noLedger(address),
        }),
    ),
    failing("ledger", session),
  )
}

/** Whether the addresses of the targets can be right; nothing is sent. Settings without targets have nothing to say. */
const checkAlerts = ({ settings }: CommandContext, session: Session): Effect.Effect<ReadonlyArray<Check>> =>
  Effect.gen(function* () {
    const { names, misformed } = yield* checkTargets(settings, process.env)
    const ok = misformed.length === 0
    const detail = ok ? doctorText[session.language].formed(names) : doctorText[session.language].misformed(misformed)
    return { name: "alerts", ok, checked: true, reason: ok ? null : "address_form", detail } as const
  }).pipe(
    failing("alerts", session),
    Effect.map((check) => (Object.keys(settings.alerts?.targets ?? {}).length === 0 ? [] : [check])),
  )

const failing =
  (name: Check["name"], session: Session) =>
  <A, E extends CommandError>(check: Effect.Effect<A, E>): Effect.Effect<A | Check> =>
    check.pipe(
      Effect.catch((error) =>
        Effect.succeed({ name, ok: false, checked: true, reason: reasonOf(error), detail: sentenceOf(error, session) }),
      ),
    )

const reasonOf = (error: CommandError): string => ("reason" in error ? error.reason : error._tag)
