/** `/v1/verifications`: BizTokens registered, listed, looked at, and fetched at once. */
import { admit, collectOne, Ledger, Listings, registerAll, type VerificationCursor } from "@faceid-tally/books/engine"
import { readInstantField, type Rejection } from "@faceid-tally/core/engine"
import { admissionOf, type Settings } from "@faceid-tally/host/apps"
import { attemptDocument, fetchDocument, type VerificationDocument, verificationDocument } from "@faceid-tally/report"
import { Verification } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { reply } from "../../operations/reply.ts"
import { collectVerification, listVerifications, readVerification, registerVerification } from "./operations.ts"
import { invalid, Problem } from "../../problem/Problem.ts"
import { answerList } from "../../lists/answerList.ts"
import { requestedDays } from "../../lists/requestedDays.ts"
import { flatTable } from "../../lists/flatTable.ts"

/** Fetches that are shown of one BizToken, the latest ones. */
const FETCHES_MAX = 100

export const verificationRoutes = (context: RequestContext) =>
  new Hono<Env>()
    .post("/v1/verifications", guard(context, registerVerification), async (c) => {
      const { bizToken, ruleId, account = null, issuedAt } = c.req.valid("json")
      const row = { bizToken, ruleId, account, issuedAt: readInstantField(issuedAt) }
      const { isNew, remarks, token } = await context.run(c, register(row, context.service.settings))
      return reply(c, registerVerification, { ...token, remarks }, isNew ? 201 : 200)
    })
    .get("/v1/verifications", guard(context, listVerifications), (c) => {
      const { state, account, ...query } = c.req.valid("query")
      const asked = { ...requestedDays(query), state, account }
      return answerList(context, c, query, {
        name: "verifications",
        fetch: (after: VerificationCursor | undefined, limit) =>
          Effect.flatMap(Listings, (listings) => listings.verifications({ ...asked, after, limit })),
        document: verificationDocument,
        table,
      })
    })
    .get("/v1/verifications/:bizToken", guard(context, readVerification), async (c) => {
      const { bizToken } = c.req.valid("param")
      return reply(c, readVerification, await context.run(c, whole(bizToken)), 200)
    })
    .post("/v1/verifications/:bizToken/collect", guard(context, collectVerification), async (c) => {
      const { bizToken } = c.req.valid("param")
      return reply(
        c,
        collectVerification,
        await context.run(c, Effect.andThen(collect(bizToken), whole(bizToken))),
        200,
      )
    })

const table = flatTable<VerificationDocument>(Verification)

const register = (row: Parameters<typeof admit>[0], settings: Settings) =>
  Effect.gen(function* () {
    const admitted = admit(row, admissionOf(settings, yield* Clock.currentTimeMillis))
    if (Result.isFailure(admitted)) return yield* Effect.fail(refusalOf(admitted.failure))
    const registered = yield* registerAll([admitted.success])
    const token = yield* (yield* Ledger).verification(admitted.success.bizToken)
    if (token === null) return yield* Effect.fail(new Problem("not_found"))
    return { isNew: registered.new > 0, remarks: registered.remarks, token: verificationDocument(token) }
  })

/** The body's own names, and what belongs there. */
const refusalOf = ({ path, code, expected = "" }: Rejection): Problem => {
  const [name = ""] = path
  const belongs = {
    Account: `an account of the settings: ${expected}`,
    BizToken: "a BizToken: one word of 1 to 128 letters, digits, - and _",
    IssuedAt: "a time that is not ahead of the clock",
    RuleId: "a RuleId",
  }[name]
  return invalid("body", `${String(name).slice(0, 1).toLowerCase()}${String(name).slice(1)}`, belongs ?? code)
}

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
