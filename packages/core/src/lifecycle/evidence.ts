/**
 * The bytes that evidence is made of, and their order. A row of the books is the text of a JSON array: its kind, then
 * its values in a fixed order; the rows of one batch stand in the order of kind and key. Whoever holds a row can write
 * down its bytes with any JSON library and check them; hashing is done where there is a machine (RFC 6962, SHA-256).
 */
import { compareBytes } from "../columns/Dictionary.ts"

/** The kinds of rows, in the order in which they stand in a batch. A published list: changing one changes every hash. */
export const evidenceKinds = [
  "batch",
  "observation",
  "bill",
  "page",
  "line",
  "run",
  "item",
  "registration",
  "removal",
  "decision",
  "statement",
  "account_bill",
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export type EvidenceValue = string | number | null

/** The canonical text of a row; its bytes are UTF-8. */
export const evidenceText = (kind: EvidenceKind, values: ReadonlyArray<EvidenceValue>): string =>
  JSON.stringify([kind, ...values])

/** The canonical text of a seal, whose hash is the head of the chain. */
export const sealText = (
  seal: number,
  sealedAt: number,
  firstBatch: number,
  lastBatch: number,
  previousHead: string,
  root: string,
): string => JSON.stringify(["seal", seal, sealedAt, firstBatch, lastBatch, previousHead, root])

/** Orders keys by their parts: numbers by value, texts by bytes. */
export const compareKeys = (a: ReadonlyArray<string | number>, b: ReadonlyArray<string | number>): number => {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i], b[i]]
    if (x === y) continue
    if (typeof x === "number" && typeof y === "number") return x - y
    return compareBytes(String(x), String(y))
  }
  return 0
}

/** The head of a seal as people keep it, `undefined` where it is none: 64 hex digits in either case, blanks around them. */
export const readHead = (text: string): string | undefined => {
  const head = text.trim().toLowerCase()
  return /^[0-9a-f]{64}$/.test(head) ? head : undefined
}
