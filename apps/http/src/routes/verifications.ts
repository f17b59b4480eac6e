/** `/v1/verifications`: BizTokens registered, listed, looked at, and fetched at once. */
import { collectOne, Ledger, Listings, type Registration, type VerificationCursor } from "@faceid-tally/books"
import { readInstantField } from "@faceid-tally/core"
import { attemptDocument, fetchDocument, type VerificationDocument, verificationDocument } from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { allow } from "../edge/allow.ts"
import type { Edge } from "../edge/Edge.ts"
import type { Env } from "../edge/Env.ts"
import {
  collectVerification,
  listVerifications,
  readVerification,
  registerVerification,
  Verification,
} from "../operations/verificationOperations.ts"
import { Problem } from "../problem/Problem.ts"
import { answerList } from "./answerList.ts"
import { daysAsked } from "./daysAsked.ts"
import { flatTable } from "./flatTable.ts"

/** Fetches that are shown of one BizToken, the latest ones. */
const FETCHES_MAX = 100

export const verificationRoutes = (edge: Edge) =>
  new Hono<Env>()
    .post("/v1/verifications", allow(edge, registerVerification), async (c) => {
      const { bizToken, ruleId = null, account = null, issuedAt = null } = c.req.valid("json")
      const { isNew, token } = await edge.run(
        c,
        register({ bizToken, ruleId, account, issuedAt: readInstantField(issuedAt) }),
      )
      return c.json(token, isNew ? 201 : 200)
    })
    .get("/v1/verifications", allow(edge, listVerifications), (c) => {
      const { state, account, ...query } = c.req.valid("query")
      const asked = { ...daysAsked(query), state, account }
      return answerList(edge, c, query, {
        name: "verifications",
        fetch: (after: VerificationCursor | undefined, limit) =>
          Effect.flatMap(Listings, (listings) => listings.verifications({ ...asked, after, limit })),
        document: verificationDocument,
        table,
      })
    })
    .get("/v1/verifications/:bizToken", allow(edge, readVerification), async (c) => {
      const { bizToken } = c.req.valid("param")
      return c.json(await edge.run(c, whole(bizToken)), 200)
    })
    .post("/v1/verifications/:bizToken/collect", allow(edge, collectVerification), async (c) => {
      const { bizToken } = c.req.valid("param")
      return c.json(await edge.run(c, Effect.andThen(collect(bizToken), whole(bizToken))), 200)
    })

const table = flatTable<VerificationDocument>(Verification)

const register = (registration: Registration) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const isNew = (yield* ledger.register([registration], yield* Clock.currentTimeMillis)) > 0
    const token = yield* ledger.verification(registration.bizToken)
    if (token === null) return yield* Effect.fail(new Problem("not_found"))
    return { isNew, token: verificationDocument(token) }
  })

const collect = (bizToken: string) =>
  collectOne(bizToken).pipe(
    Effect.catchTag("NoRuleId", () =>
      Effect.fail(
        new Problem("no_rule", { errors: [{ in: "path", path: "bizToken", expected: "one with a RuleId" }] }),
      ),
    ),
    Effect.flatMap((settled) => (settled === null ? Effect.fail(new Problem("not_found")) : Effect.void)),
  )

const whole = (bizToken: string) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const token = yield* ledger.verification(bizToken)
    if (token === null) return yield* Effect.fail(new Problem("not_found"))
    const attempts = yield* ledger.attemptsOf(bizToken)
    const fetches = yield* (yield* Listings).fetches(bizToken, FETCHES_MAX)
    return {
      ...verificationDocument(token),
      attempts: attempts.map(attemptDocument),
      fetches: fetches.map(fetchDocument),
    }
  })
