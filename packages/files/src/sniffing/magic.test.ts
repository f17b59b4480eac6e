// What a file is instead, told by its first bytes (R22).
import { deflateRawSync, gzipSync } from "node:zlib"

import { describe, expect, it } from "vitest"

import { formatByMagic, formatOfZip, MAGIC_BYTES } from "./magic.ts"

const tar = () => {
  const header = Buffer.alloc(512)
  header.write("r.ndjson")
  header.write("ustar\0", 257)
  return header
}

describe("the format by the first bytes", () => {
  it.each<[string, Uint8Array]>([
    ["zip", Buffer.from("PK\x03\x04\x14\x00", "latin1")],
    ["zip", Buffer.from("PK\x05\x06" + "\0".repeat(18), "latin1")],
    ["zstd", Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04])],
    ["bzip2", Buffer.from("BZh91AY&SY\x00", "latin1")],
    ["bzip2", Buffer.from("BZh9\x17rE8P\x90\0\0\0\0", "latin1")],
    ["xz", Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, 0x00])],
    ["7z", Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c])],
    ["rar", Buffer.from("Rar!\x1a\x07\x01\x00", "latin1")],
    ["tar", tar()],
    ["xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
    ["xls", Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06])],
    ["pdf", Buffer.from("%PDF-1.7\n")],
    ["parquet", Buffer.from("PAR1\x15\x04", "latin1")],
    ["sqlite", Buffer.from("SQLite format 3\0")],
  ])("%s", (format, head) => expect(formatByMagic(head)).toBe(format))

  it.each([
    "",
    "P",
    "PK,IsNeedCharge\n",
    "BZh9,IsNeedCharge\n",
    "Rar!,x\n",
    "%PDF",
    "SQLite format 3",
    "Seq,IsNeedCharge\n",
    '{"Seq":"ustar"}',
    `${" ".repeat(256)}ustar`,
  ])("%j is none of them", (text) => expect(formatByMagic(Buffer.from(text))).toBeUndefined())

  it("a gzip is none of them, for it is read", () => {
    expect(formatByMagic(gzipSync("x").subarray(0, MAGIC_BYTES))).toBeUndefined()
  })
})

describe("a zip", () => {
  const packed = (...names: ReadonlyArray<string>) =>
    Buffer.concat(names.flatMap((name) => [Buffer.from("PK\x03\x04"), Buffer.from(name), deflateRawSync(name)]))

  it.each([
    ["workbook", packed("[Content_Types].xml", "xl/workbook.xml")],
    ["workbook", packed("xl/workbook.xml", "[Content_Types].xml")],
    ["ods", Buffer.concat([packed("mimetype"), Buffer.from("application/vnd.oasis.opendocument.spreadsheet")])],
    ["zip", packed("r.ndjson", "b.json")],
  ])("is a %s by what is in it", (format, zip) => expect(formatOfZip(zip)).toBe(format))
})
