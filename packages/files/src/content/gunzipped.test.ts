// An archive that is damaged in the middle ends, as one that breaks off does.
import { gzipSync } from "node:zlib"

import { expect, it } from "vitest"

import { gunzipped } from "./gunzipped.ts"

it.each([
  ["from its first byte on", Buffer.from("\u001f\u008b\u0008\u0000garbagegarbagegarbage", "latin1")],
  ["half-way", damaged(gzipSync(Buffer.from("a line\n".repeat(100_000))))],
])("a gzip that is damaged %s ends, and says so", async (_, packed) => {
  const archive = { isCut: false }
  const chunks = (async function* () {
    yield packed
  })()
  let bytes = 0
  for await (const chunk of gunzipped(chunks, archive)) bytes += chunk.length
  expect(archive.isCut).toBe(true)
  expect(bytes).toBeLessThan(700_000)
})

function damaged(packed: Buffer): Buffer {
  const middle = packed.length >> 1
  return packed.fill(0xff, middle, middle + 100)
}
