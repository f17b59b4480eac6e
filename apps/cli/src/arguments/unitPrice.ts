/** `--unit-price`: what one charge costs. */
import { type Money, parsePrice } from "@faceid-tally/report"

import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"
import { argumentText } from "./argumentText.ts"

export const unitPriceOf = (args: Arguments<"unit-price">, { language }: Session): Money | undefined => {
  const value = args.string("unit-price")
  if (value === undefined) return undefined
  const price = parsePrice(value)
  if (price === undefined) throw new UsageError({ message: argumentText[language].notAPrice })
  return price
}
