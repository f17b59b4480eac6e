/** What can befall a file: bits that flip, stretches that get lost, doubled, swapped, or hold something else. */
import * as fc from "fast-check"

export interface Mutation {
  readonly how: "flip" | "cut" | "swap" | "double" | "insert"
  readonly at: number
  readonly length: number
  readonly token: string
}

/** Pieces that are at home in JSON, or nearly. */
const tokens = [
  ...`{}[]:,"\\ \n\r\t`,
  ..."\u0000\u001f\u007f\u00e9\ufeff",
  "null",
  "true",
  "false",
  "-",
  "0",
  "1e5",
  "2016.0",
  "1e400",
  '""',
  '"1"',
  "\\u0041",
  "\\ud800",
  "\\x",
  '"Seq":',
  '"Response":',
  '"BestFrame":',
  '"__proto__":',
  '"LivenessDetail":[',
  "//",
]

export const mutation: fc.Arbitrary<Mutation> = fc.record({
  how: fc.constantFrom("flip", "flip", "cut", "swap", "double", "insert", "insert"),
  at: fc.nat(),
  length: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 64 })),
  token: fc.constantFrom(...tokens),
})

export const mutate = (bytes: Uint8Array, { how, at, length, token }: Mutation): Uint8Array => {
  if (bytes.length === 0) return bytes
  const from = at % bytes.length
  const [before, piece, after] = [bytes.slice(0, from), bytes.slice(from, from + length), bytes.slice(from + length)]
  switch (how) {
    case "flip":
      return Buffer.concat([before, Uint8Array.of((bytes[from] ?? 0) ^ (1 << (length % 8))), bytes.slice(from + 1)])
    case "cut":
      return Buffer.concat([before, after])
    case "swap":
      return Buffer.concat([before, after.slice(0, length), piece, after.slice(length)])
    case "double":
      return Buffer.concat([before, piece, piece, after])
    case "insert":
      return Buffer.concat([before, Buffer.from(token), piece, after])
  }
}
