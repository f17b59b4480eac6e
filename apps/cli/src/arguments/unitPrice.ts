/** `--unit-price`: what one charge costs, where no price plan says it. */
import { type Money, parsePrice } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { type AnyArguments, type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"
import { argumentText } from "./argumentText.ts"

export const unitPriceOf = (args: Arguments<"unit-price">, { language }: Session): Money | undefined => {
  const value = args.string("unit-price")
  if (value === undefined) return undefined
  const price = parsePrice(value)
  if (price === undefined) throw new UsageError({ message: argumentText[language].notAPrice })
  return price
}

/** One price beside a plan would contradict it. */
export const checkUnitPrice = (
  args: AnyArguments,
  hasPlan: boolean,
  { language }: Session,
): Effect.Effect<void, UsageError> =>
  hasPlan && args.with<"unit-price">().isGiven("unit-price")
    ? Effect.fail(new UsageError({ message: argumentText[language].priceTwice }))
    : Effect.void
