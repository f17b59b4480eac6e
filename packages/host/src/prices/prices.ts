/** The price plans that the settings name: read with the settings, refused whole where one contradicts itself. */
import { DEFAULT_ACCOUNT } from "@faceid-tally/core"
import { decodePricePlan, type PricePlan } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import { ConfigError } from "../settings/ConfigError.ts"
import { readJson } from "../settings/readJson.ts"
import type { Settings } from "../settings/Settings.ts"

export interface Prices {
  /** The accounts that the settings give a file of their own; `null` where one file serves all, or there is none. */
  readonly accounts: ReadonlyArray<string> | null
  /** The plan of an account. */
  readonly planOf: (account: string) => PricePlan | null
}

/** Without `prices` no account has a plan. */
export const pricesOf = ({ prices }: Settings): Effect.Effect<Prices, ConfigError> =>
  Effect.gen(function* () {
    if (prices === undefined) return { accounts: null, planOf: () => null }
    if (typeof prices === "string") {
      const plan = ofAccount(yield* readPlan(prices), DEFAULT_ACCOUNT)
      return { accounts: null, planOf: () => plan }
    }
    const plans = new Map<string, PricePlan>()
    for (const [account, path] of Object.entries(prices)) plans.set(account, ofAccount(yield* readPlan(path), account))
    return { accounts: Object.keys(prices), planOf: (account) => plans.get(account) ?? null }
  })

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
