/** A price plan as the text of its file: kept with a closed month, which it prices for good (F5.3). */
import * as Option from "effect/Option"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { dayFromNumber } from "../calendar/day.ts"
import { amountText, amountTextOrNull } from "./Amount.ts"
import { decodePricePlan, type Pack, type Price, type PricePlan } from "./PricePlan.ts"

/** {@link readPlanText} reads the same plan in it. */
export const planText = ({ source, labels, packs }: PricePlan): string =>
  JSON.stringify({
    currency: "CNY",
    ...(source !== null && { source }),
    labels: labels.map(({ label, rules, chargeType, component, prices }) => ({
      label,
      rules,
      ...(chargeType !== null && { chargeType }),
      component,
      prices: prices.map(priceJson),
    })),
    packs: packs.map(packJson),
  })

const priceJson = ({ from, to, mode, steps }: Price) => ({
  from: dayFromNumber(from),
  ...(to !== null && { to: dayFromNumber(to) }),
  ...(mode === "flat"
    ? { price: amountTextOrNull(steps[0].price) }
    : { mode, steps: steps.map((step) => ({ from: step.from, price: amountTextOrNull(step.price) })) }),
})

const packJson = ({ id, account, label, units, price, free, from, to, left }: Pack) => ({
  id,
  ...(account !== null && { account }),
  label,
  units,
  price: amountText(price),
  free,
  from: dayFromNumber(from),
  to: dayFromNumber(to),
  ...(left !== null && { left: { day: dayFromNumber(left.day), units: left.units } }),
})

const decodeJson = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Unknown))

/** `null` where the text is no plan. */
export const readPlanText = (text: string): PricePlan | null =>
  Option.match(decodeJson(text), {
    onNone: () => null,
    onSome: (json) => Result.getOrElse(decodePricePlan(json), () => null),
  })
