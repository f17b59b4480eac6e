/** What a file is by its first bytes: archives, packers and databases that hold no table and no JSON as they are. */
import { Buffer } from "node:buffer"

export const magicFormats = [
  "zip",
  "zstd",
  "bzip2",
  "xz",
  "7z",
  "rar",
  "tar",
  "xls",
  "pdf",
  "parquet",
  "sqlite",
] as const
export type MagicFormat = (typeof magicFormats)[number]

/** So many bytes tell. */
export const MAGIC_BYTES = 512

interface Magic {
  readonly format: MagicFormat
  readonly at?: number
  readonly bytes: ReadonlyArray<number>
}

const text = (format: MagicFormat, letters: string, at = 0): Magic => ({
  format,
  at,
  bytes: [...Buffer.from(letters, "latin1")],
})

const magics: ReadonlyArray<Magic> = [
  text("zip", "PK\x03\x04"),
  text("zip", "PK\x05\x06"),
  text("zip", "PK\x07\x08"),
  { format: "zstd", bytes: [0x28, 0xb5, 0x2f, 0xfd] },
  // With a level comes the first block, or the end of nothing.
  ...[..."123456789"].flatMap((level) => [
    text("bzip2", `BZh${level}1AY&SY`),
    text("bzip2", `BZh${level}\x17rE8P\x90`),
  ]),
  { format: "xz", bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { format: "7z", bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  text("rar", "Rar!\x1a\x07"),
  text("tar", "ustar", 257),
  // What Excel wrote before, and writes still for a workbook with a password; and what it wrote long ago.
  { format: "xls", bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { format: "xls", bytes: [0x09, 0x08, 0x10, 0x00] },
  text("pdf", "%PDF-"),
  text("parquet", "PAR1"),
  text("sqlite", "SQLite format 3\0"),
]

/** The format that the first bytes of a file tell, of which there are at least `MAGIC_BYTES`, or all. */
export const formatByMagic = (head: Uint8Array): MagicFormat | undefined =>
  magics.find(({ at = 0, bytes }) => bytes.every((byte, i) => head[at + i] === byte))?.format

/** What a zip is, by the names of what is packed in it. */
export const formatOfZip = (zip: Uint8Array): "workbook" | "ods" | "zip" => {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength)
  if (bytes.includes("[Content_Types].xml")) return "workbook"
  return bytes.subarray(0, MAGIC_BYTES).includes("opendocument.spreadsheet") ? "ods" : "zip"
}
