/** An answer that somebody else has fetched, kept as if it had been fetched here and now. */
import { decodeDetectInfo, type DetectInfo, type Rejection } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import { Ledger } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import type { Settled } from "../ports/verifications.ts"
import type { FetchedAnswer } from "../client/registering.ts"

/** Nothing was kept: why the answer is no result, or `null` where the provider answered with an error. */
export class NotRecorded extends Data.TaggedError("NotRecorded")<{ readonly rejection: Rejection | null }> {}

export interface Recorded extends Settled {
  /** What was read of it. */
  readonly record: DetectInfo
}

/** The RuleId and the account that the answer does not name are those that are given, else those that are known; a BizToken that
 * nobody registered is known from now on. */
export const recordAnswer = (
  response: unknown,
  { bizToken, ruleId, account }: FetchedAnswer,
): Effect.Effect<Recorded, LedgerError | NotRecorded, Ledger> =>
  Effect.gen(function* () {
    const decoded = decodeDetectInfo(response)
    if (Result.isFailure(decoded)) return yield* new NotRecorded({ rejection: decoded.failure })
    if (decoded.success._tag === "ApiError") return yield* new NotRecorded({ rejection: null })
    const ledger = yield* Ledger
    const read = decoded.success
    const known = yield* ledger.verification(bizToken)
    const record = {
      ...read,
      ruleId: read.ruleId ?? ruleId ?? known?.ruleId ?? null,
      account: read.account ?? account ?? known?.account ?? null,
    }
    const settled = yield* ledger.settle(bizToken, { _tag: "Fetched", record }, yield* Clock.currentTimeMillis)
    return { ...settled, record }
  })
