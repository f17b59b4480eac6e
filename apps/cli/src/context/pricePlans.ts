/** The price plans of the settings, for a command that does without settings: loaded only where there is a settings file. */
import { existsSync } from "node:fs"

import type { PricePlans } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import type { AnyArguments, UsageError } from "../session/Arguments.ts"
import { Refusal, type Session } from "../session/Session.ts"
import { checkUnitPrice } from "../arguments/unitPrice.ts"

/** `undefined` where no plan is named. */
export const pricePlans = (
  args: AnyArguments,
  session: Session,
): Effect.Effect<PricePlans | undefined, Refusal | UsageError> =>
  Effect.gen(function* () {
    const isNamed = args.with<"config">().isGiven("config") || (process.env["FACEID_TALLY_CONFIG"] ?? "") !== ""
    if (!isNamed && !existsSync("faceid-tally.json")) return undefined
    const { readSettingsOf, sentenceOf } = yield* Effect.promise(() => import("./CommandContext.ts"))
    const { pricesOf } = yield* Effect.promise(() => import("@faceid-tally/host"))
    const plans = yield* Effect.flatMap(readSettingsOf(args), (settings) =>
      settings.prices === undefined ? Effect.succeed(undefined) : pricesOf(settings),
    ).pipe(Effect.mapError((error) => new Refusal({ message: sentenceOf(error, session) })))
    yield* checkUnitPrice(args, plans !== undefined, session)
    return plans
  })
