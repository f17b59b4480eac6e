/** Which label of a plan a charge belongs to (F2.1). */

/** What a label is told by. A charge of ours without a line has no ChargeType. */
export interface ChargeOrigin {
  readonly ruleId: string | null
  readonly chargeType: string | null
}

/** What a label claims. */
interface Claims {
  readonly rules: ReadonlyArray<string>
  readonly chargeType: string | null
}

const EVERY_OTHER_RULE = "*"

/** The label that claims a charge, `null` where none does. */
export const labelOf = <L extends Claims>(
  { labels }: { readonly labels: ReadonlyArray<L> },
  { ruleId, chargeType }: ChargeOrigin,
): L | null => {
  const naming = ruleId === null ? [] : labels.filter(({ rules }) => rules.includes(ruleId))
  const candidates = naming.length > 0 ? naming : labels.filter(({ rules }) => rules.includes(EVERY_OTHER_RULE))
  const claims = (label: Claims) => chargeType === null || label.chargeType === null || label.chargeType === chargeType
  return candidates.find(claims) ?? null
}
