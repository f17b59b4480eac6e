/**
 * Starts the service and ends it: what was accepted is finished, then the books are sealed and closed. Whoever starts it
 * decides when it ends; nothing here listens to signals.
 */
import type { Server } from "node:http"

import {
  endListening,
  type Environment,
  isLoopbackHost,
  listen,
  sealEvery,
  sealNow,
  serviceRuntime,
  type ServiceRuntime,
  type Settings,
  type WriteLine,
} from "@faceid-tally/host/apps"
import { createAdaptorServer } from "@hono/node-server"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"

import { makeApp } from "./makeApp.ts"
import { answerBrokenRequests, connectionOptions } from "./connection.ts"
import { DEFAULT_HOST, DEFAULT_PORT } from "./defaults.ts"
import { limitsOf } from "./limits/Limits.ts"
import { forgetRequests } from "./forgetRequests.ts"
import { KeyNeeded } from "./KeyNeeded.ts"
import { makeService } from "./makeService.ts"
import { programVersion } from "./programVersion.ts"

export interface ServerOptions {
  readonly settings: Settings
  readonly env: Environment
  /** Default 127.0.0.1. Any other than loopback needs a key. */
  readonly host?: string | undefined
  /** Default 8080; 0 is any free one. */
  readonly port?: number | undefined
  /** The runtime of a program that runs more than this service; it stays open. Default: one of its own. */
  readonly runtime?: ServiceRuntime | undefined
  readonly writeLog?: WriteLine | undefined
}

export interface RunningServer {
  /** `http://127.0.0.1:8080` */
  readonly url: string
  /** No key was made yet: only this machine can use it. */
  readonly isOpen: boolean
  /** Finishes what was accepted, seals and closes the books. */
  readonly close: () => Promise<void>
}

/** So long may requests that were accepted go on after the service was told to end; what still comes in is not accepted. */
const GRACE_MS = 30_000
const UPLOAD_GRACE_MS = 5000
/** To tell those whose work was interrupted. */
const TELL_MS = 1000

/** Opens the books and listens. Rejects with what is wrong with the settings, the database, the host or the port. */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { settings, env, host = DEFAULT_HOST, port = DEFAULT_PORT, writeLog } = options
  const version = programVersion()
  const runtime = options.runtime ?? serviceRuntime({ name: "faceid-tally-http", version, settings, env, writeLog })
  const dispose = async (): Promise<void> => {
    if (options.runtime === undefined) await runtime.dispose()
  }
  try {
    await runtime.context()
    const service = makeService({ runtime, settings, version })
    const isOpen = !(await service.hasKeys())
    if (isOpen && !isLoopbackHost(host)) throw new KeyNeeded(host)
    const [uploads, all] = [new AbortController(), new AbortController()]
    const ending = { uploads: uploads.signal, all: all.signal }
    const serverOptions = connectionOptions(limitsOf(settings.http))
    const server = createAdaptorServer({ fetch: makeApp(service, ending).fetch, serverOptions }) as Server
    answerBrokenRequests(server)
    const url = await listen(server, { host, port })
    const background = runtime.runFork(Effect.all([sealEvery(), forgetRequests], { concurrency: 2, discard: true }))
    const close = async (): Promise<void> => {
      const timers = [
        setTimeout(() => uploads.abort(), UPLOAD_GRACE_MS),
        setTimeout(() => all.abort(), GRACE_MS - TELL_MS),
      ]
      await endListening(server, GRACE_MS)
      for (const timer of timers) clearTimeout(timer)
      await service.endStarted()
      await Effect.runPromise(Fiber.interrupt(background))
      await runtime.runPromise(sealNow)
      await dispose()
    }
    let closing: Promise<void> | undefined
    return { url, isOpen, close: () => (closing ??= close()) }
  } catch (error) {
    await dispose()
    throw error
  }
}
