/**
 * Starts the receiver and the worker beside it, and ends them: what was accepted is finished or left due. Whoever starts it
 * decides when it ends; nothing here listens to signals.
 */
import type { Server } from "node:http"

import { makeWake, type Wake } from "@faceid-tally/books/engine"
import {
  alertsOf,
  endListening,
  type Environment,
  jsonLogs,
  isOnServer,
  listen,
  logFailure,
  runWorker,
  serviceRuntime,
  type ServiceRuntime,
  type Settings,
  webhookSecrets,
  type WriteLine,
} from "@faceid-tally/host/apps"
import { createAdaptorServer } from "@hono/node-server"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"

import { Connections } from "./limits/Connections.ts"
import { DEFAULT_HOST, DEFAULT_PORT } from "./defaults.ts"
import { CONNECTIONS_MAX, CONNECTIONS_SPARE, GRACE_MS, IDLE_MS_MAX, socketLimits } from "./limits/limits.ts"
import { deferredPorts, portsOf } from "./books/deferredPorts.ts"
import { programVersion } from "./programVersion.ts"
import { makeReceiver, type Receiver } from "./Receiver.ts"

export interface ReceiverServerOptions {
  readonly settings: Settings
  readonly env: Environment
  /** Default 127.0.0.1. */
  readonly host?: string | undefined
  /** Default 8081; 0 is any free one. */
  readonly port?: number | undefined
  /** Whether a worker runs beside it. Default true. */
  readonly hasWorker?: boolean | undefined
  /** The runtime of a program that runs more than the receiver; it stays open. Default: one of its own. */
  readonly runtime?: ServiceRuntime | undefined
  /** The worker that runs in the same program already. */
  readonly wake?: Wake | undefined
  readonly writeLog?: WriteLine | undefined
}

export interface RunningReceiver {
  /** `http://127.0.0.1:8081` */
  readonly url: string
  /** Finishes what was accepted; what cannot be finished stays due. */
  readonly close: () => Promise<void>
}

const NAME = "faceid-tally-webhook"

/** Listens, also while the database is away. Rejects with what is wrong with the settings, the database, the host or the port. */
export const startReceiver = async (options: ReceiverServerOptions): Promise<RunningReceiver> => {
  const { settings, env, host = DEFAULT_HOST, port = DEFAULT_PORT, hasWorker = true, writeLog } = options
  const version = programVersion()
  const secrets = await Effect.runPromise(webhookSecrets(settings.webhook ?? {}, env))
  const wake = options.wake ?? (hasWorker ? Effect.runSync(makeWake) : undefined)
  const own = ManagedRuntime.make(Layer.mergeAll(jsonLogs(NAME, writeLog), alertsOf(settings, env)))
  const closers: Array<() => Promise<unknown>> = [() => own.dispose()]
  const close = async (): Promise<void> => {
    while (closers.length > 0) await closers.pop()?.()
  }
  try {
    const around = await own.context()
    const make = () => serviceRuntime({ name: NAME, version, settings, env, writeLog })
    const books =
      options.runtime === undefined ? await deferredPorts(make, isOnServer(settings)) : portsOf(options.runtime)
    closers.push(books.close)
    const server = createAdaptorServer({
      fetch: (request, bindings) => receiver.app.fetch(request, bindings),
      serverOptions: socketLimits,
    }) as Server
    const connections = limit(server, settings.webhook?.maxConnections)
    const receiver: Receiver = makeReceiver({
      settings,
      secrets: secrets.map((secret) => Redacted.value(secret)),
      ports: Effect.map(books.ports, (ports) => Context.merge(around, ports)),
      run: (effect) => own.runPromise(effect),
      wake,
      connections: () => connections,
    })
    if (hasWorker) {
      const worker = logFailure("worker", runWorker({ settings, env, version, wake }))
      const fiber = books.opened.then((runtime) => runtime?.runFork(worker))
      closers.push(async () => {
        books.stopOpening()
        const running = await fiber
        if (running !== undefined) await Effect.runPromise(Fiber.interrupt(running))
      })
    }
    if (secrets.length === 0 && Object.keys(settings.webhook?.callbacks ?? {}).length === 0) {
      await own.runPromise(
        Effect.logWarning("nothing is received: the settings have no webhook.callbacks and no secret"),
      )
    }
    const work = own.runFork(receiver.work)
    closers.push(async () => {
      await Effect.runPromise(Fiber.interrupt(work))
      await own.runPromise(Effect.timeoutOption(receiver.finish, GRACE_MS))
    })
    const url = await listen(server, { host, port })
    closers.push(() => endListening(server, GRACE_MS))
    let closing: Promise<void> | undefined
    return { url, close: () => (closing ??= close()) }
  } catch (error) {
    await close()
    throw error
  }
}

/** What the sockets allow: README lists it. */
const limit = (server: Server, max = CONNECTIONS_MAX): Connections => {
  server.maxConnections = max + CONNECTIONS_SPARE
  server.timeout = IDLE_MS_MAX
  return new Connections(server, max)
}
