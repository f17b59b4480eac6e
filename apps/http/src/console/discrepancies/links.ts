/** Where a discrepancy leads: to the verification that it is about, with the row itself. */
import type { RunItem } from "@faceid-tally/books"

import { paths } from "../context/paths.ts"

export const verificationPath = (run: number, { place, item }: RunItem): string | undefined => {
  const row = { run, place, seq: item.seq }
  if (item.bizToken !== null) return paths.verification(item.bizToken, row)
  return item.seq === null ? undefined : paths.verifications({ q: item.seq, run, place })
}
