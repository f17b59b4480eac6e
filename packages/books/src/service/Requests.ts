/**
 * The port Requests: writes that came with an `Idempotency-Key`, with what they were answered, so that a repetition changes
 * nothing; and those that are answered before they are done, so that whoever asks hears how it went.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { LedgerError } from "../ports/LedgerError.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

/** One write: the key that its sender chose, within what the sender may use it for. */
export interface RequestName {
  /** The API key, or what stands for it where none is configured. */
  readonly sender: string
  readonly key: string
}

export interface RequestAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

export type RequestState =
  /** It is ours to do until the lease ends, which must be later than any write can take. */
  | { readonly _tag: "Begun" }
  /** Another process is at it. */
  | { readonly _tag: "UnderWay" }
  | { readonly _tag: "Answered"; readonly answer: RequestAnswer }
  /** The key was used for another request. */
  | { readonly _tag: "Mismatch" }

/** A request as it is kept; without an answer it is under way as long as its lease lasts. */
export interface KeptRequest {
  readonly begunAt: number
  readonly leaseUntil: number
  readonly answer: RequestAnswer | null
}

export interface RequestsShape {
  /** `digest` tells the request: method, path and body. */
  readonly begin: (
    request: RequestName & { readonly digest: string; readonly leaseUntil: number },
    now: number,
  ) => Answer<RequestState>
  readonly find: (request: RequestName) => Answer<KeptRequest | null>
  /** Holds on to one that takes longer. */
  readonly extend: (request: RequestName, leaseUntil: number) => Answer<void>
  /** Keeps the answer; of several, the first. */
  readonly finish: (request: RequestName, answer: RequestAnswer, now: number) => Answer<void>
  /** It failed before anything was done: it can be tried again at once. */
  readonly abandon: (request: RequestName) => Answer<void>
  /** Forgets those that were begun before; gives how many. */
  readonly forget: (before: number) => Answer<number>
}

export class Requests extends Context.Service<Requests, RequestsShape>()("faceid-tally/Requests") {}
