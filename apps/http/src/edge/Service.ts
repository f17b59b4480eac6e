/**
 * What every route and every page of the console gets: the runtime in which the use cases run, and what the service knows
 * of itself.
 */
import type { ApiKey } from "@faceid-tally/books/engine"
import type { Ports, Settings } from "@faceid-tally/host/apps"
import type * as Effect from "effect/Effect"

export interface Service {
  readonly version: string
  /** With secrets redacted; show them by `maskedSettings` alone. */
  readonly settings: Settings
  /** Runs a use case; its failures reject. An aborted signal interrupts it. */
  readonly run: <A, E>(
    effect: Effect.Effect<A, E, Ports>,
    options?: { readonly signal?: AbortSignal | undefined },
  ) => Promise<A>
  /** Runs a use case beside the requests; it is interrupted when the service ends. */
  readonly start: (effect: Effect.Effect<void, never, Ports>) => void
  /** Ends what was started, and waits until it has ended. */
  readonly endStarted: () => Promise<void>
  /** The key that a text is, `null` where it is none or was revoked. In constant time for one that exists. */
  readonly findKey: (text: string) => Promise<ApiKey | null>
  /** Whether a key was ever made: without one the service is open, on loopback alone. */
  readonly hasKeys: () => Promise<boolean>
  /** Business time, epoch milliseconds. */
  readonly now: () => Promise<number>
}
