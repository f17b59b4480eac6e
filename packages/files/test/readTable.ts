/** A table of text through the reader of one file: by either path and byte by byte it must come to the same. */
import { assert } from "vitest"

import type { Content } from "../src/options/Content.ts"
import { type billFacts, byteByByte, countBytes, type tallyFacts } from "./readBytes.ts"

type Facts = ReturnType<typeof tallyFacts> & ReturnType<typeof billFacts>

export const read = (text: string | Uint8Array, about: Partial<Content> = {}) => {
  const bytes = typeof text === "string" ? Buffer.from(text) : text
  const whole = { name: "table.csv", ...about }
  const counted = countBytes([bytes], whole)
  assert.deepEqual(countBytes(byteByByte(bytes), whole), counted)
  assert.deepEqual(countBytes([bytes], whole, "plain"), counted)
  return counted as typeof counted & Facts
}

/** How many rows were read, then the place and code of each fault. */
export const places = (text: string, about: Partial<Content> = {}) => {
  const { faults, ...facts } = read(text, about)
  const rows = about.kind === "bills" ? facts.counts[0] : facts.summary.results
  return [rows, ...faults.map(({ line, column, rejection }) => `${line}:${column} ${rejection.code}`)]
}

/** The same with the remarks: their codes, and the lines that they name. */
export const remarksOf = (text: string | Uint8Array, about: Partial<Content> = {}): ReadonlyArray<string> =>
  read(text, about).remarks.map((remark) => ("line" in remark ? `${remark.code} ${remark.line}` : remark.code))
