/** The price plans that are in force where the books are worked with. Without them no amount is told. */
import { NO_PLANS, type PricePlans } from "@faceid-tally/core/money"
import * as Context from "effect/Context"

export const Prices = Context.Reference<PricePlans>("faceid-tally/Prices", { defaultValue: () => NO_PLANS })
