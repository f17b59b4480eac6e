// What no input can take: depth, one record, one string, the cells of a row; and what has no limit, a line (N3).
import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { gzipSync } from "node:zlib"

import { assert, describe, expect, it } from "vitest"

import { countBytes } from "../../test/readBytes.ts"
import { gunzipped } from "../content/gunzipped.ts"
import { CELLS_MAX, DEPTH_MAX, RECORD_BYTES_MAX } from "./recordLimits.ts"
import { isBomb, unpackedBytes } from "./unpackedBytes.ts"

setFlagsFromString("--expose-gc")
const collectGarbage = runInNewContext("gc") as () => void

const A = '{"LivenessDetail":[{"Seq":"a","IsNeedCharge":true}]}'
const MiB = 2 ** 20
const paths = ["fast", "plain"] as const

/** The same bytes in pieces, as a file comes in. */
const pieces = (text: string, times: number): ReadonlyArray<Uint8Array> => {
  const piece = Buffer.from(text)
  return Array.from({ length: times }, () => piece)
}

const read = (chunks: ReadonlyArray<string | Uint8Array>, name: string, path: (typeof paths)[number]) => {
  const bytes = chunks.map((chunk) => (typeof chunk === "string" ? Buffer.from(chunk) : chunk))
  const { faults, ...counted } = countBytes(bytes, { name }, path)
  const { results } = (counted as ReturnType<typeof countBytes> & { summary: { results: number } }).summary
  return [results, ...faults.map(({ line, column, rejection: { code } }) => `${line}:${column} ${code}`)]
}

const nested = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)},"LivenessDetail":[]}`

describe.each(paths)("on the %s path", (path) => {
  it(`takes records of ${DEPTH_MAX} levels and no more, long and short ones alike`, () => {
    const blanks = " ".repeat(1 << 17)
    for (const rest of ["", blanks]) {
      const line = (depth: number) => `${nested(depth)}${rest}\n`
      const lines = line(DEPTH_MAX - 1) + line(DEPTH_MAX) + line(40)
      const column = '{"a":'.length + DEPTH_MAX
      assert.deepEqual(read([lines], "a.ndjson", path), [2, `2:${column} too_deep`])
      assert.deepEqual(
        read([`[${nested(DEPTH_MAX - 1)},${nested(DEPTH_MAX)}${rest}]`], "a.json", path).slice(0, 1),
        [1],
      )
    }
  })

  it("ends at once where brackets never close", () => {
    for (const name of ["a.json", "a.ndjson", "a"]) {
      const counted = read(pieces("[".repeat(MiB), 8), name, path)
      expect(counted).toEqual([0, `1:${DEPTH_MAX + 2} too_deep`])
    }
  })

  it("passes over blanks, however many", () => {
    const blanks = pieces(" ".repeat(MiB), 66)
    assert.deepEqual(read([...blanks, A, ...blanks, "\n", A], "a.ndjson", path), [2])
    assert.deepEqual(read([...blanks, A, "\n", A], "a.json", path), [2])
  })

  it("rejects a string or a record of 64 MiB, and goes on at the next line", () => {
    const text = pieces("x".repeat(MiB), RECORD_BYTES_MAX / MiB)
    assert.deepEqual(read([`${A}\n{"a":"`, ...text, `"}\n`, A], "a.ndjson", path), [2, "2:1 too_large"])
    assert.deepEqual(read([`[${A},{"a":"`, ...text, `"},${A}]`], "a.json", path), [1, `1:${A.length + 3} too_large`])
    const elements = pieces("1,".repeat(MiB / 2), RECORD_BYTES_MAX / MiB)
    assert.deepEqual(read([`${A}\n{"a":[`, ...elements, `1]}\n`, A], "a.ndjson", path), [2, "2:1 too_large"])
  })

  it("takes a photo of nearly 64 MiB", () => {
    const photo = pieces("x".repeat(MiB), RECORD_BYTES_MAX / MiB - 1)
    const record = [`{"BestFrame":"`, ...photo, `","LivenessDetail":[]}`]
    assert.deepEqual(read([...record, "\n", A], "a.ndjson", path), [2])
    assert.deepEqual(read(["[", ...record, ",", A, "]"], "a.json", path), [2])
  })

  it("takes an array of any length in one line", () => {
    const record = `{"BestFrame":"${"x".repeat(MiB / 2)}","LivenessDetail":[]}`
    const array = [`[ ${record}`, ...pieces(` , ${record}`, 130), " ] "]
    assert.deepEqual(read([A, "\n", ...array, "\r\n", A], "a.ndjson", path), [133])
    assert.deepEqual(read([...array, "\n", A], "a.json", path), [132])
  })
})

it("says of a fault in an array that was too long to be held where it is, and reads the next line", () => {
  const record = `{"BestFrame":"${"x".repeat(8 * MiB)}","LivenessDetail":[]}`
  const array = [`[${record}`, ...pieces(`,${record}`, 8)]
  const at = 1 + record.length + 8 * (record.length + 1)
  for (const [end, fault] of [
    ["", `${at + 1} missing_bracket`],
    [",]", `${at + 2} invalid_json`],
    ["] x", `${at + 3} text_after_value`],
  ] as const) {
    assert.deepEqual(read([...array, `${end}\n${A}`], "a.ndjson", "fast"), [10, `1:${fault}`])
  }
  assert.deepEqual(read([...array, ","], "a.ndjson", "fast"), [9, `1:${at + 2} missing_bracket`])
})

it("keeps no more cells of a row than a sheet has, and still sees one that is filled behind them", () => {
  const blank = ",".repeat(CELLS_MAX * 3)
  const rows = ["Seq,IsNeedCharge", `a,true${blank}`, `b,true${blank}x`, "c,true"]
  const { faults, ...counted } = countBytes([Buffer.from(rows.join("\n"))], { name: "a.csv" })
  expect(counted).toMatchObject({ summary: { results: 2 } })
  expect(faults.map(({ line, rejection }) => [line, rejection.code])).toEqual([[3, "too_many_cells"]])
})

it("holds little of what a gzip unpacks to", async () => {
  const packed = gzipSync(Buffer.alloc(64 * MiB, " "))
  const chunks = (async function* () {
    yield packed
  })()
  let [bytes, held] = [0, 0]
  const before = heldBytes()
  for await (const chunk of gunzipped(chunks, { isCut: false })) {
    bytes += chunk.length
    if (bytes % (4 * MiB) === 0) held = Math.max(held, heldBytes() - before)
  }
  expect(bytes).toBe(64 * MiB)
  expect(held).toBeLessThan(8 * MiB)
})

/** What is in use of memory outside of the heap. */
const heldBytes = (): number => {
  collectGarbage()
  return process.memoryUsage().arrayBuffers
}

describe("a workbook", () => {
  /** A zip with nothing in it but a directory that says so much of each entry. */
  const zipOf = (...sizes: ReadonlyArray<number>): Uint8Array => {
    const entries = sizes.map((size) => {
      const entry = Buffer.alloc(46)
      entry.writeUInt32LE(0x0201_4b50, 0)
      entry.writeUInt32LE(100, 20)
      entry.writeUInt32LE(size, 24)
      return entry
    })
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x0605_4b50, 0)
    end.writeUInt16LE(sizes.length, 10)
    return Buffer.concat([...entries, end])
  }
  const padded = (zip: Uint8Array, bytes: number) => Buffer.concat([zip, Buffer.alloc(bytes - zip.length)])

  it("is as large as its directory says, and what says nothing as large as can be", () => {
    expect(unpackedBytes(zipOf(5, 7))).toBe(12)
    expect(unpackedBytes(zipOf(0))).toBe(103_200)
    for (const none of [new Uint8Array(), Buffer.from("PK\u0003\u0004 no zip at all, but long enough")]) {
      expect(unpackedBytes(none)).toBeUndefined()
    }
  })

  it("is refused beyond 200 times its size past 64 MiB, and beyond 4 GiB", () => {
    expect(isBomb(zipOf(64 * MiB))).toBe(false)
    expect(isBomb(zipOf(65 * MiB))).toBe(true)
    expect(isBomb(padded(zipOf(65 * MiB), 65_000))).toBe(true)
    expect(isBomb(padded(zipOf(65 * MiB), MiB / 2))).toBe(false)
    expect(isBomb(zipOf(...Array.from({ length: 5 }, () => 2 ** 30)))).toBe(true)
  })
})
