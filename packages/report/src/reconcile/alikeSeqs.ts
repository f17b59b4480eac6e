/**
 * Seqs that are missing on both sides and are equal but for their letter case, or for what spreadsheets put around them:
 * most likely they are the same, and one side was rewritten on its way (M41). Seqs are compared by their bytes all
 * the same, so impacts stay.
 */

export interface AlikeSeqs {
  readonly count: number
  /** The first pair: the bill's, and ours. */
  readonly bill: string
  readonly ours: string
}

/** What is looked at of a discrepancy. */
export interface Missing {
  readonly kind: string
  readonly seq: string | null
}

/** Blanks and invisible characters at either end. */
const EDGES = /^[\s\u00a0\u3000\u200b-\u200d\u2060\ufeff]+|[\s\u00a0\u3000\u200b-\u200d\u2060\ufeff]+$/g
const GUARDED = /^(?:="(.*)"|=""(.*)""|'(.+))$/s

/** How many Seqs of the bill are like one of ours; `undefined` where none is. */
export const alikeSeqs = (items: Iterable<Missing>): AlikeSeqs | undefined => {
  const ours = new Map<string, Array<string>>()
  const billed: Array<string> = []
  for (const { kind, seq } of items) {
    if (seq === null) continue
    if (kind === "missing_in_ledger") billed.push(seq)
    if (kind !== "missing_in_bill") continue
    const key = bare(seq)
    const known = ours.get(key)
    if (known === undefined) ours.set(key, [seq])
    else known.push(seq)
  }
  let count = 0
  let first: Pick<AlikeSeqs, "bill" | "ours"> | undefined
  for (const seq of billed) {
    const like = ours.get(bare(seq))?.shift()
    if (like === undefined) continue
    count++
    first ??= { bill: seq, ours: like }
  }
  return first && { count, ...first }
}

const bare = (seq: string): string => {
  const trimmed = seq.replaceAll(EDGES, "")
  const [, equals, doubled, quoted] = GUARDED.exec(trimmed) ?? []
  return (equals ?? doubled ?? quoted ?? trimmed).replaceAll(EDGES, "").toLowerCase()
}
