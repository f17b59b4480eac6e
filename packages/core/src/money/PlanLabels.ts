/** Which label of a plan a charge belongs to (F2.1). */
import type { Label, PricePlan } from "./PricePlan.ts"

/** What a label is told by. A charge of ours without a line has no ChargeType. */
export interface ChargeOrigin {
  readonly ruleId: string | null
  readonly chargeType: string | null
}

const EVERY_OTHER_RULE = "*"

/** The label that claims a charge, `null` where none does. */
export const labelOf = ({ labels }: PricePlan, { ruleId, chargeType }: ChargeOrigin): Label | null => {
  const naming = ruleId === null ? [] : labels.filter(({ rules }) => rules.includes(ruleId))
  const candidates = naming.length > 0 ? naming : labels.filter(({ rules }) => rules.includes(EVERY_OTHER_RULE))
  const claims = (label: Label) => chargeType === null || label.chargeType === null || label.chargeType === chargeType
  return candidates.find(claims) ?? null
}
