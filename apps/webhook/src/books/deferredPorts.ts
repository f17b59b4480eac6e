/**
 * The books of a receiver that starts while the database is away: it answers already, and they are opened as soon as they
 * can be. What no waiting mends, such as a wrong password, is told at the start.
 */
import { LedgerError } from "@faceid-tally/books/engine"
import type { Ports, ServiceRuntime } from "@faceid-tally/host/apps"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"

const MS_BETWEEN_TRIES = 2000
/** How long the start waits for the first try. */
const MS_FIRST_TRY = 5000

export interface DeferredPorts {
  readonly ports: Effect.Effect<Context.Context<Ports>, LedgerError>
  /** The runtime once it is open; `undefined` when that is given up. */
  readonly opened: Promise<ServiceRuntime | undefined>
  readonly stopOpening: () => void
  readonly close: () => Promise<void>
}

/**
 * Opens the books of a new runtime; those on a server that can be away again and again until it works. Rejects where the
 * first try shows that it never will.
 */
export const deferredPorts = async (make: () => ServiceRuntime, isOnServer: boolean): Promise<DeferredPorts> => {
  const stop = new AbortController()
  const { promise: opened, resolve } = Promise.withResolvers<ServiceRuntime | undefined>()
  let context: Context.Context<Ports> | undefined
  let runtime = make()

  const open = async (): Promise<unknown> => {
    try {
      context = await runtime.context()
      resolve(runtime)
      return undefined
    } catch (error) {
      await runtime.dispose()
      return error
    }
  }
  const first = open()
  const error = await Promise.race([first, pause(MS_FIRST_TRY, stop.signal)])
  if (error !== undefined && !(isOnServer && isAway(error))) throw error

  const keepTrying = async (): Promise<void> => {
    await first
    while (context === undefined && !stop.signal.aborted) {
      await pause(MS_BETWEEN_TRIES, stop.signal)
      if (stop.signal.aborted) break
      runtime = make()
      await open()
    }
    resolve(undefined)
  }
  const trying = keepTrying()
  return {
    ports: Effect.suspend(() => (context === undefined ? Effect.fail(notOpen()) : Effect.succeed(context))),
    opened,
    stopOpening: () => stop.abort(),
    close: async () => {
      stop.abort()
      await trying
      await runtime.dispose()
    },
  }
}

/** The books of a runtime that another part of the program opens and closes. */
export const portsOf = (runtime: ServiceRuntime): DeferredPorts => ({
  ports: Effect.mapError(runtime.contextEffect, (error) => (error instanceof LedgerError ? error : notOpen())),
  opened: Promise.resolve(runtime),
  stopOpening: () => {},
  close: async () => {},
})

const isAway = (error: unknown): boolean => error instanceof LedgerError && error.isRetryable

const notOpen = () => new LedgerError({ operation: "open the ledger", reason: "unavailable", code: null })

const pause = (ms: number, signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      resolve(undefined)
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener("abort", end, { once: true })
  })
