/** Whether a receipt proves what it says. Needs no books; docs/receipts.md says the same in words. */
import type { Receipt, ReceiptKind } from "@faceid-tally/books/engine"

import { leafHash, rootOfPath } from "../evidence/merkle.ts"
import { headOf } from "../evidence/seals.ts"
import { fromStored, isEmptyKey, isIdentityKey } from "../database/storedText.ts"
import type { Row } from "../tables/Table.ts"

/** Whether it proves that its row was in the books at the seal with this head. */
export const checkReceipt = (receipt: Receipt, head: string = receipt.seal.head): boolean => {
  const { row, batch, seal } = receipt
  if (!isRowOf(receipt)) return false
  // The first leaf is the batch's own head.
  if (batch.index < 1) return false
  const batchRoot = rootOfPath(leafHash(row), batch.index, batch.rows + 1, batch.path)
  if (batchRoot !== batch.root) return false
  const { firstBatch, lastBatch } = seal
  const sealRoot = rootOfPath(leafHash(batch.root), batch.number - firstBatch, lastBatch - firstBatch + 1, seal.path)
  if (sealRoot !== seal.root) return false
  return headOf({ ...seal, seal: seal.number }) === head && seal.head === head
}

/** Kind, key and Seq of a row, by its values. */
export const keyOf = (kind: ReceiptKind, values: Row): Pick<Receipt, "kind" | "key" | "seq"> => {
  const numbers = (...places: ReadonlyArray<number>) => places.map((place) => String(values[place])).join("/")
  switch (kind) {
    case "observation": {
      const stored = String(values[1])
      const seq = isIdentityKey(stored) || isEmptyKey(stored) ? null : fromStored(stored)
      return { kind, key: seq ?? stored, seq }
    }
    case "line":
      return { kind, key: numbers(1, 3, 4), seq: values[2] === "" ? null : fromStored(String(values[2])) }
    case "registration":
      return { kind, key: fromStored(String(values[0])), seq: null }
    case "account_bill":
      return { kind, key: `${numbers(0, 2, 3)}/${fromStored(String(values[1]))}`, seq: null }
    case "page":
      return { kind, key: numbers(1, 2), seq: null }
    case "item":
      return { kind, key: numbers(0, 1), seq: null }
    default:
      return { kind, key: numbers(0), seq: null }
  }
}

const isRowOf = ({ row, kind, key, seq }: Receipt): boolean => {
  try {
    const [first, ...values] = JSON.parse(row) as [unknown, ...Row]
    const of = keyOf(kind, values)
    return first === kind && of.key === key && of.seq === seq
  } catch {
    return false
  }
}
