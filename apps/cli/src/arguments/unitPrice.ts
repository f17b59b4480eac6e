/** `--unit-price`: what one charge costs. */
import { type Money, parsePrice } from "@faceid-tally/report"

import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"

export const unitPriceOf = (args: Arguments, { text }: Session): Money | undefined => {
  const value = args.string("unit-price")
  if (value === undefined) return undefined
  const price = parsePrice(value)
  if (price === undefined) throw new UsageError({ message: text.notAPrice })
  return price
}
