/** What travels with a request through the edge to its handler. */
import type { Language } from "@faceid-tally/report"
import type { HttpBindings } from "@hono/node-server"

import type { Format } from "../operations/formats.ts"
import type { Operation } from "../operations/Operation.ts"
import type { Problem } from "../problem/Problem.ts"
import type { RequestBody } from "../limits/RequestBody.ts"

export interface Env {
  /** Missing where the app is called without a socket, as tests may. */
  Bindings: Partial<HttpBindings>
  Variables: {
    readonly requestId: string
    readonly language: Language
    /** Missing where no operation of the API was asked for. */
    readonly operation?: Operation
    readonly format: Format
    /** The id of the key, or what stands for it on loopback. */
    readonly sender: string
    /** Who the sender is to people: the key with its title. */
    readonly author: string
    readonly body: RequestBody
    /** Aborted when the request is given up. */
    readonly signal: AbortSignal
    /** Why it was given up: what comes of the interrupted work is no answer then. */
    readonly givenUp?: Problem
  }
}
