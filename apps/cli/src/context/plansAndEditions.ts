/** What the settings say of prices and editions, for a command that does without: loaded only where there is a settings file. */
import { existsSync } from "node:fs"

import type { Audit } from "@faceid-tally/core/engine"
import type { PricePlans } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import type { AnyArguments, UsageError } from "../session/Arguments.ts"
import { Refusal, type Session } from "../session/Session.ts"
import { checkUnitPrice } from "../arguments/unitPrice.ts"

export interface PlansAndEditions {
  /** `undefined` where no plan is named. */
  readonly plans: PricePlans | undefined
  /** `undefined` where no RuleId has an edition. */
  readonly audit: Audit | undefined
}

export const plansAndEditions = (
  args: AnyArguments,
  session: Session,
): Effect.Effect<PlansAndEditions, Refusal | UsageError> =>
  Effect.gen(function* () {
    const isNamed = args.with<"config">().isGiven("config") || (process.env["FACEID_TALLY_CONFIG"] ?? "") !== ""
    if (!isNamed && !existsSync("faceid-tally.json")) return { plans: undefined, audit: undefined }
    const { readSettingsOf, sentenceOf } = yield* Effect.promise(() => import("./CommandContext.ts"))
    const { auditOfSettings, pricesOf } = yield* Effect.promise(() => import("@faceid-tally/host/apps"))
    const { plans, audit } = yield* Effect.gen(function* () {
      const settings = yield* readSettingsOf(args)
      const plansNamed = settings.prices === undefined ? undefined : yield* pricesOf(settings)
      return { plans: plansNamed, audit: auditOfSettings(settings) }
    }).pipe(Effect.mapError((error) => new Refusal({ message: sentenceOf(error, session) })))
    yield* checkUnitPrice(args, plans !== undefined, session)
    return { plans, audit }
  })
