/**
 * Reconciliations that are answered before they are done. Each is a row of the port Requests, so any process of the service
 * says how it goes; what went down with its process is told as failed as soon as its lease is over.
 */
import { randomUUID } from "node:crypto"

import { type KeptRequest, type RequestName, Requests } from "@faceid-tally/books/engine"
import type { Ports } from "@faceid-tally/host/apps"
import type { Language, RunDocument } from "@faceid-tally/report"
import { Run } from "@faceid-tally/report/documents"
import { instantToIso } from "@faceid-tally/core/engine"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import type { Context } from "hono"

import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { Problem } from "../../problem/Problem.ts"
import { problemOf } from "../../problem/problemOf.ts"
import { ProblemDocument } from "../../problem/ProblemDocument.ts"
import { problemDocument } from "../../problem/problemResponse.ts"
import type { LaterRun } from "./operations.ts"

/** As a request is kept; whoever sends keys of idempotency has another name. */
export const laterName = (request: string): RequestName => ({ sender: "later reconciliation", key: request })

const LEASE_MS = 60_000
const RENEWAL = "20 seconds"
/** As many wait or go on at a time. */
const RUNS_MAX = 20
const DONE = 201

export class LaterRuns {
  readonly #context: RequestContext
  #going = 0

  constructor(context: RequestContext) {
    this.#context = context
  }

  /** Begins a run and says that it goes on. */
  async begin<E>(c: Context<Env>, work: Effect.Effect<RunDocument, E, Ports>): Promise<LaterRun> {
    if (this.#going >= RUNS_MAX) throw new Problem("too_many_requests", { headers: { "Retry-After": "5" } })
    const request = randomUUID()
    const about = { requestId: c.get("requestId"), language: c.get("language") }
    const begunAt = await this.#context.run(c, begin(request))
    this.#going++
    this.#context.service.start(perform(request, work, about).pipe(Effect.ensuring(Effect.sync(() => this.#going--))))
    return { request, state: "running", askedAt: instantToIso(begunAt), run: null, problem: null }
  }

  /** How it goes; `null` where nobody asked for it, or not within a day. */
  find(c: Context<Env>, request: string): Promise<LaterRun | null> {
    const about = { requestId: c.get("requestId"), language: c.get("language") }
    return this.#context.run(
      c,
      Effect.gen(function* () {
        const kept = yield* (yield* Requests).find(laterName(request))
        return kept === null ? null : stateOf(request, kept, yield* Clock.currentTimeMillis, about)
      }),
    )
  }
}

interface About {
  readonly requestId: string
  readonly language: Language
}

const begin = (request: string) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    yield* (yield* Requests).begin({ ...laterName(request), digest: "", leaseUntil: now + LEASE_MS }, now)
    return now
  })

/** Does it, holding on to the lease, and keeps what came of it. */
const perform = <E>(request: string, work: Effect.Effect<RunDocument, E, Ports>, about: About) =>
  Effect.raceFirst(work, holdOn(request)).pipe(
    Effect.onExit((exit) => Effect.ignore(keep(request, exit, about))),
    Effect.exit,
    Effect.asVoid,
  )

/** A ledger that is away for a while is asked again; never ends. */
const holdOn = (request: string): Effect.Effect<never, never, Ports> =>
  Effect.gen(function* () {
    const requests = yield* Requests
    for (;;) {
      yield* Effect.sleep(RENEWAL)
      yield* Effect.ignore(requests.extend(laterName(request), (yield* Clock.currentTimeMillis) + LEASE_MS))
    }
  })

const keep = (request: string, exit: Exit.Exit<RunDocument, unknown>, { requestId, language }: About) =>
  Effect.gen(function* () {
    const answer = Exit.isSuccess(exit) ? exit.value : problemDocument(problemOfCause(exit.cause), requestId, language)
    const status = Exit.isSuccess(exit) ? DONE : (answer as ProblemDocument).status
    if (status >= 500) yield* Effect.logError("reconciliation failed").pipe(Effect.annotateLogs({ requestId, status }))
    yield* (yield* Requests).finish(
      laterName(request),
      { status, contentType: "application/json", body: JSON.stringify(answer) },
      yield* Clock.currentTimeMillis,
    )
  })

const problemOfCause = (cause: Cause.Cause<unknown>): Problem =>
  Cause.hasInterruptsOnly(cause) ? new Problem("ending") : problemOf(Cause.squash(cause))

/** What is kept may be of another version of this program. */
const decodeRun = Schema.decodeUnknownSync(Schema.fromJsonString(Run))
const decodeProblem = Schema.decodeUnknownSync(Schema.fromJsonString(ProblemDocument))

const stateOf = (
  request: string,
  { begunAt, leaseUntil, answer }: KeptRequest,
  now: number,
  { requestId, language }: About,
): LaterRun => {
  const about = { request, askedAt: instantToIso(begunAt) }
  if (answer === null) {
    return leaseUntil > now
      ? { ...about, state: "running", run: null, problem: null }
      : { ...about, state: "failed", run: null, problem: problemDocument(new Problem("ending"), requestId, language) }
  }
  return answer.status === DONE
    ? { ...about, state: "done", run: decodeRun(answer.body), problem: null }
    : { ...about, state: "failed", run: null, problem: decodeProblem(answer.body) }
}
