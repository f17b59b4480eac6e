/** Where a discrepancy leads: to the verification that it is about, with the row itself and the list that it stands in. */
import type { RunItem } from "@faceid-tally/books/engine"

import { paths } from "../context/paths.ts"
import { type Filter, queryOf } from "./Filter.ts"

export interface ListPlace {
  readonly run: number
  readonly month?: string | undefined
  readonly filter?: Filter | undefined
}

export const verificationPath = ({ place, item }: RunItem, { run, month, filter }: ListPlace): string | undefined => {
  const row = { seq: item.seq, run, place, month, ...(filter !== undefined && queryOf(filter)) }
  if (item.bizToken !== null) return paths.verification(item.bizToken, row)
  return item.seq === null ? undefined : paths.verifications({ ...row, q: item.seq })
}
