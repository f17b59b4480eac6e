/** The evidence of a dispute as JSON: for each item the rows of both sides with their proofs, and the chain of seals. */
import type { Dispute, DisputedItem, Proof } from "@faceid-tally/books/engine"
import { amountTextOrNull, sumAmounts } from "@faceid-tally/core/money"

export const evidenceDocument = ({ month, run, items, questions, seals }: Dispute) => ({
  schema: "dispute/1",
  month,
  run: run.id,
  head: run.head,
  count: items.length,
  amount: amountTextOrNull(sumAmounts(items.map(({ value }) => value))),
  items: [...items, ...questions].map(itemEvidence),
  seals,
})
export type EvidenceDocument = ReturnType<typeof evidenceDocument>

const itemEvidence = ({ key, kind, value, weak, line, repeats, ours }: DisputedItem) =>
  ({
    key,
    kind,
    value: amountTextOrNull(value),
    question: weak,
    line: line.proof,
    repeats: repeats?.proof ?? null,
    ours: ours?.proof ?? null,
  }) satisfies Readonly<Record<string, Proof | string | null>>
