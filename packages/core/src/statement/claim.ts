/** What may be asked back for a discrepancy, and by what it is recognized again in a later run (F4.1). */
import type { Discrepancy, DiscrepancyKind } from "../reconciling/Discrepancy.ts"

/** What is claimed for an item of each kind, and whether it already says of its Seq that it is charged wrongly. */
const kinds: Readonly<
  Record<DiscrepancyKind, { readonly claim: "impact" | "none" | "rule"; readonly decides: boolean }>
> = {
  missing_in_bill: { claim: "impact", decides: true },
  missing_in_ledger: { claim: "impact", decides: true },
  charge_mismatch: { claim: "impact", decides: true },
  duplicate_in_bill: { claim: "impact", decides: false },
  // The charge itself is right, only its day is not.
  day_shift: { claim: "none", decides: true },
  code_mismatch: { claim: "none", decides: false },
  token_mismatch: { claim: "none", decides: false },
  count_mismatch: { claim: "none", decides: false },
  unknown_flag: { claim: "none", decides: false },
  uncollected: { claim: "none", decides: false },
  rule_violation: { claim: "rule", decides: false },
}

/** The claims of the items of a run, one each: +1, 0 or −1 charge. */
export const claimsOf = (items: ReadonlyArray<Discrepancy>): ReadonlyArray<-1 | 0 | 1> => {
  const decided = new Set(
    items.flatMap(({ kind, impact, seq }) => (impact !== 0 && seq !== null && kinds[kind].decides ? seq : [])),
  )
  return items.map(({ kind, impact, seq, why }) => {
    const { claim } = kinds[kind]
    if (claim === "none") return 0
    if (claim === "impact") return impact
    // Where the impact of another item says it, the rules say nothing more.
    if (seq !== null && decided.has(seq)) return 0
    return why.code === "charged_but_free_by_rules" ? 1 : why.code === "free_but_charged_by_rules" ? -1 : 0
  })
}

/** The texts of which key and facts of an item are the digests: the first 16 hex digits of their SHA-256 (UTF-8). */
export interface ItemText {
  readonly key: string
  readonly facts: string
}

/** The texts of the items of a month, in the order of the run: equal ones are numbered in it. */
export const itemTexts = (month: string, items: ReadonlyArray<Discrepancy>): ReadonlyArray<ItemText> => {
  const met = new Map<string, number>()
  return items.map((item) => {
    const identity = identityOf(item)
    const alike = JSON.stringify([month, ...identity])
    const number = (met.get(alike) ?? 0) + 1
    met.set(alike, number)
    return { key: JSON.stringify([month, ...identity, number]), facts: factsOf(item) }
  })
}

const identityOf = ({ kind, account, seq, bizToken, ruleId, day }: Discrepancy) => {
  const isCount = kind === "count_mismatch"
  const hasDay = isCount || kind === "duplicate_in_bill" || seq === null
  return [account, kind, seq, seq === null ? bizToken : null, isCount ? ruleId : null, hasDay ? day : null] as const
}

const factsOf = ({ kind, ledger, bill, why }: Discrepancy): string =>
  JSON.stringify([
    ledger === null ? null : [ledger.charge, ledger.errcode, ledger.day],
    bill === null ? null : [bill.charge, bill.errcode, bill.day, bill.chargeType ?? null],
    kind === "count_mismatch" ? [why.params["chargeCount"] ?? null, why.params["charged"] ?? null] : null,
  ])
