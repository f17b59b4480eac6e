/** The price plans that the settings name: read with the settings, refused whole where one contradicts itself. */
import { DEFAULT_ACCOUNT } from "@faceid-tally/core/engine"
import { decodePricePlan, NO_PLANS, type PricePlan, type PricePlans } from "@faceid-tally/core/money"
import { Prices } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"

import { ConfigError } from "../settings/ConfigError.ts"
import { readJson } from "../settings/readJson.ts"
import type { Settings } from "../settings/Settings.ts"

/** Without `prices` no account has a plan. */
export const pricesOf = ({ prices }: Settings): Effect.Effect<PricePlans, ConfigError> =>
  Effect.gen(function* () {
    if (prices === undefined) return NO_PLANS
    if (typeof prices === "string") return { ...NO_PLANS, all: ofAccount(yield* readPlan(prices), DEFAULT_ACCOUNT) }
    const byAccount: Record<string, PricePlan> = {}
    for (const [account, path] of Object.entries(prices)) byAccount[account] = ofAccount(yield* readPlan(path), account)
    return { all: null, byAccount }
  })

/** In force for all that is done with the books. */
export const pricesLayer = (settings: Settings): Layer.Layer<never, ConfigError> =>
  Layer.effect(Prices, pricesOf(settings))

/** A pack that names no account is that of the file's; of a file that serves all, that of `default` (F2.3). */
const ofAccount = (plan: PricePlan, account: string): PricePlan => ({
  ...plan,
  packs: plan.packs.map((pack) => ({ ...pack, account: pack.account ?? account })),
})

const readPlan = (source: string): Effect.Effect<PricePlan, ConfigError> =>
  Effect.gen(function* () {
    const json = yield* readJson(source, source)
    return yield* Effect.fromResult(
      Result.mapError(decodePricePlan(json), ([first]) => {
        const { code = "wrong_type", path = [], expected } = first ?? {}
        return new ConfigError({
          source,
          reason: "invalid",
          plan: code,
          path: path.map(String),
          ...(expected !== undefined && { expected }),
        })
      }),
    )
  })
