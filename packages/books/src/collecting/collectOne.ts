/** Fetches one BizToken at once, due or not: for whoever does not want to wait for the sweep. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

import { Ledger } from "../ports/Ledger.ts"
import type { LedgerError } from "../ports/LedgerError.ts"
import { Provider } from "../ports/Provider.ts"
import type { ProviderError } from "../ports/ProviderError.ts"
import type { Settled } from "../ports/verifications.ts"

/** It was registered without its RuleId, without which nothing can be fetched. */
export class NoRuleId extends Schema.TaggedError<NoRuleId>()("NoRuleId", { bizToken: Schema.String }) {}

/** When a sweep tries again what failed here. */
const RETRY_MS = 60_000

/** `null` where the BizToken is unknown. A failure is noted like that of a sweep, and gives nothing up for good. */
export const collectOne = (
  bizToken: string,
): Effect.Effect<Settled | null, LedgerError | NoRuleId | ProviderError, Ledger | Provider> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const provider = yield* Provider
    const token = yield* ledger.verification(bizToken)
    if (token === null) return null
    const { ruleId, account, deadline } = token
    if (ruleId === null) return yield* new NoRuleId({ bizToken })
    const record = yield* provider.result({ account, bizToken, ruleId, deadline }).pipe(
      Effect.tapError((error) =>
        Effect.gen(function* () {
          const now = yield* Clock.currentTimeMillis
          // Who was not asked has not failed.
          if (!provider.accounts.includes(account)) return
          yield* ledger.settle(bizToken, { _tag: "Retry", code: error.rootCode, at: now + RETRY_MS }, now)
        }),
      ),
    )
    return yield* ledger.settle(bizToken, { _tag: "Fetched", record }, yield* Clock.currentTimeMillis)
  })
