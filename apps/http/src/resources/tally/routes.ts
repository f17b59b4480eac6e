/** `GET /v1/tally` and `GET /v1/status`. */
import { Ledger } from "@faceid-tally/books/engine"
import { dayFromNumber, dayOfInstant } from "@faceid-tally/core/engine"
import { dayTally } from "@faceid-tally/host/apps"
import { statusDocument } from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { reply } from "../../operations/reply.ts"
import { readStatus, readTally } from "./operations.ts"
import { invalid } from "../../problem/Problem.ts"
import { requestedDays } from "../../lists/requestedDays.ts"

const DAYS_SHOWN = 7
/** Each day is a row for each account. */
const DAYS_MAX = 400

export const tallyRoutes = (context: RequestContext) =>
  new Hono<Env>()
    .get("/v1/tally", guard(context, readTally), async (c) => {
      const { by, ...query } = c.req.valid("query")
      const tally = await context.run(c, dayTally(requestedDays(query), by, context.service.settings))
      return reply(
        c,
        readTally,
        { from: dateOf(query.from), to: dateOf(query.to), ...(by !== undefined && { by }), ...tally, remarks: [] },
        200,
      )
    })
    .get("/v1/status", guard(context, readStatus), async (c) =>
      reply(c, readStatus, statusDocument(await context.run(c, status(c.req.valid("query")))), 200),
    )

const dateOf = (day: number | undefined): string | null => (day === undefined ? null : dayFromNumber(day))

const status = ({ from, to }: { readonly from?: number; readonly to?: number }) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const now = yield* Clock.currentTimeMillis
    const toDay = to ?? Math.max(dayOfInstant(now), from ?? 0)
    const days = requestedDays({ from: from ?? toDay - DAYS_SHOWN + 1, to: toDay })
    if (days.toDay - days.fromDay >= DAYS_MAX) {
      return yield* Effect.fail(invalid("query", "from", `at most ${DAYS_MAX} days at a time`))
    }
    return yield* ledger.status(now, days)
  })
