/**
 * What happens to a request on its way, seen below the SDK, whatever agent or proxy it goes through. The SDK follows
 * redirects, and so would carry its signature to any host and take what that answers for a result: here an answer loses
 * its `Location` before the SDK sees it, and a redirect is an answer like others, with a status that is not 200.
 */
import { AsyncLocalStorage } from "node:async_hooks"
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import type { ClientRequest, IncomingMessage } from "node:http"

import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"

/** What was seen of one request; filled in while it goes on. */
export interface Seen {
  /** The system's own code of what broke the connection. */
  fault?: string
  /** The answer is a web page. */
  isPage?: boolean
}

/** Sees a request through. What comes of breaking it off is no fault. */
export type Watch = <A>(seen: Seen, signal: AbortSignal, request: () => Promise<A>) => Promise<A>

/** Node tells of each request when it is made, before anybody waits for its answer. */
const CREATED = "http.client.request.created"

export const makeWatch: Effect.Effect<Watch, never, Scope.Scope> = Effect.acquireRelease(
  Effect.sync(() => {
    const watched = new AsyncLocalStorage<{ readonly seen: Seen; readonly signal: AbortSignal }>()
    const onCreated = (message: unknown) => {
      const current = watched.getStore()
      if (current !== undefined) watch((message as { readonly request: ClientRequest }).request, current)
    }
    subscribe(CREATED, onCreated)
    const run: Watch = (seen, signal, request) => watched.run({ seen, signal }, request)
    return { run, stop: () => void unsubscribe(CREATED, onCreated) }
  }),
  ({ stop }) => Effect.sync(stop),
).pipe(Effect.map(({ run }) => run))

const watch = (
  request: ClientRequest,
  { seen, signal }: { readonly seen: Seen; readonly signal: AbortSignal },
): void => {
  const note = (error: Error) => {
    if (!signal.aborted && "code" in error && isSystemCode(error.code)) seen.fault = error.code
  }
  request.once("error", note)
  request.once("response", (response: IncomingMessage) => {
    delete response.headers.location
    if (/^text\/html\b/i.test(response.headers["content-type"] ?? "")) seen.isPage = true
    response.once("error", note)
  })
}

/** As `ECONNRESET`, `ENOTFOUND`, `CERT_HAS_EXPIRED`. */
const isSystemCode = (code: unknown): code is string => typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)
