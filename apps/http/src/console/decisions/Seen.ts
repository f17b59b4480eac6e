/** A discrepancy as it was seen when somebody chose it: what a box on a list stands for. */
import type { DecisionRow } from "@faceid-tally/core/money"

export type Seen = Pick<DecisionRow, "key" | "facts" | "base">

export const seenText = ({ key, facts, base }: Seen): string => `${key}.${facts}.${base}`

export const readSeen = (text: string): Seen | undefined => {
  const [whole, key = "", facts = "", base] = /^([0-9a-f]{16})\.([0-9a-f]{16})\.(\d{1,9})$/.exec(text) ?? []
  return whole === undefined ? undefined : { key, facts, base: Number(base) }
}
