/** `serve`: HTTP service, receiver and worker in one process over one ledger, until a signal comes. */
import { makeWake } from "@faceid-tally/books/engine"
import {
  checkSettings,
  type Environment,
  listenFault,
  logFailure,
  readSettings,
  runWorker,
  serviceRuntime,
  untilSignal,
} from "@faceid-tally/host/apps"
import { readPort } from "@faceid-tally/host/program"
import { KeyNeeded, startServer } from "@faceid-tally/http"
import { startReceiver } from "@faceid-tally/webhook"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"

import { usage, UsageError } from "../../session/Arguments.ts"
import { type CommandError, sentenceOf } from "../../context/CommandContext.ts"
import { refuseGiven } from "../../arguments/refuseGiven.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import type { ArgumentsOf, RunOf } from "../../spec/CommandSpec.ts"
import type { serveSpec } from "./spec.ts"
import { serveText } from "./serveText.ts"

const parts = ["http", "webhook", "worker"] as const
type Part = (typeof parts)[number]

export const serve: RunOf<typeof serveSpec> = (args, session) =>
  Effect.gen(function* () {
    const options = yield* usage(() => optionsOf(args, session))
    return yield* Effect.tryPromise({
      try: () => run(options, args, session),
      catch: (error) => new Refusal({ message: startFailure(error, session) }),
    })
  })

type ServeArguments = ArgumentsOf<typeof serveSpec>

interface Options {
  readonly only: ReadonlySet<Part>
  readonly http: { readonly host: string | undefined; readonly port: number | undefined }
  readonly webhook: { readonly host: string | undefined; readonly port: number | undefined }
}

const run = async ({ only, http, webhook }: Options, args: ServeArguments, session: Session): Promise<number> => {
  // Node 22 tells every user of its SQLite that it is experimental.
  process.removeAllListeners("warning")
  const text = serveText[session.language]
  const { env } = process
  const signal = untilSignal()
  const flags = { config: args.string("config"), ledger: args.string("ledger"), endpoint: args.string("endpoint") }
  const settings = await Effect.runPromise(readSettings({ flags, env, folder: process.cwd() }))
  await Effect.runPromise(checkSettings(settings, env))
  const version = session.programVersion()
  // One runtime: of two connections to one SQLite file in one process, one would wait for the other, and it for the first.
  const runtime = serviceRuntime({ name: "faceid-tally", version, settings, env })
  const closers: Array<() => Promise<unknown>> = [() => runtime.dispose()]
  const say = (line: string) => session.output.write([`${line}\n`], 0)
  try {
    await runtime.context()
    const wake = Effect.runSync(makeWake)
    if (only.has("worker")) {
      const worker = runtime.runFork(logFailure("worker", runWorker({ settings, env, version, wake })))
      closers.push(() => Effect.runPromise(Fiber.interrupt(worker)))
      await say(text.works)
    }
    if (only.has("http")) {
      const server = await startServer({ settings, env, runtime, ...http })
      closers.push(server.close)
      await say(`${text.http(server.url)}${server.isOpen ? ` (${text.isOpen})` : ""}`)
    }
    if (only.has("webhook")) {
      const receiver = await startReceiver({ settings, env, runtime, wake, hasWorker: false, ...webhook })
      closers.push(receiver.close)
      await say(text.webhook(receiver.url))
    }
    await signal
    return 0
  } finally {
    // What receives ends first, then the worker, then the books.
    for (const close of closers.toReversed()) await close()
  }
}

const optionsOf = (args: ServeArguments, session: Session): Options => {
  const env: Environment = process.env
  const only = partsOf(args, session)
  const { onlyWith } = serveText[session.language]
  if (!only.has("http")) refuseGiven(args, ["host", "port"], (option) => onlyWith(option, "--only http"))
  if (!only.has("webhook")) {
    refuseGiven(args, ["webhook-host", "webhook-port"], (option) => onlyWith(option, "--only webhook"))
  }
  return {
    only,
    // The two variables are the HTTP service's; the receiver beside it needs another port.
    http: { host: args.string("host") ?? (env["HOST"] || undefined), port: portOf(args, "port", session, env["PORT"]) },
    webhook: { host: args.string("webhook-host"), port: portOf(args, "webhook-port", session) },
  }
}

const partsOf = (args: ServeArguments, { language }: Session): ReadonlySet<Part> => {
  const value = args.string("only")
  if (value === undefined) return new Set(parts)
  const named = value.split(",").map((name) => parts.find((part) => part === name.trim()))
  const known = named.filter((part) => part !== undefined)
  if (known.length < named.length) throw new UsageError({ message: serveText[language].notParts(parts) })
  return new Set(known)
}

const portOf = (
  args: ServeArguments,
  name: "port" | "webhook-port",
  { language }: Session,
  fallback?: string,
): number | undefined => {
  const value = args.string(name) ?? (fallback || undefined)
  if (value === undefined) return undefined
  const port = readPort(value)
  if (port === undefined) throw new UsageError({ message: serveText[language].notAPort(name) })
  return port
}

const tags: ReadonlyArray<string> = ["LedgerError", "ConfigError", "SettingsError"] satisfies ReadonlyArray<
  CommandError["_tag"]
>

const startFailure = (error: unknown, session: Session): string => {
  const text = serveText[session.language]
  if (error instanceof KeyNeeded) return text.keyNeeded(error.host)
  if (isCommandError(error)) return sentenceOf(error, session)
  const fault = listenFault(error)
  if (fault === undefined) throw error
  return fault === "port_taken" ? text.portTaken : text.cannotListen
}

const isCommandError = (error: unknown): error is CommandError =>
  error instanceof Error && "_tag" in error && tags.includes(String(error._tag))
