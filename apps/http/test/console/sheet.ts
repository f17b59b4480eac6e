/** Reads a small workbook back: the texts of the cells of its first sheet, row by row. */
import { readFileSync } from "node:fs"
import { inflateRawSync } from "node:zlib"

export const readSheet = (path: string): ReadonlyArray<ReadonlyArray<string>> => {
  const xml = entryOf(readFileSync(path), "xl/worksheets/sheet1.xml")
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row = ""]) =>
    [...row.matchAll(/<c [^>]*>(.*?)<\/c>/gs)].map(([, cell = ""]) => plain(cell.replaceAll(/<[^>]*>/g, ""))),
  )
}

const plain = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&")

/** Sizes follow the data, so the directory at the end says where an entry lies. */
const entryOf = (archive: Buffer, path: string): string => {
  const end = archive.lastIndexOf("PK\u0005\u0006")
  let at = archive.readUInt32LE(end + 16)
  while (archive.readUInt32LE(at) === 0x0201_4b50) {
    const [packed, nameLength, start] = [
      archive.readUInt32LE(at + 20),
      archive.readUInt16LE(at + 28),
      archive.readUInt32LE(at + 42),
    ]
    if (archive.toString("utf8", at + 46, at + 46 + nameLength) === path) {
      const from = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28)
      return inflateRawSync(archive.subarray(from, from + packed)).toString()
    }
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  throw new Error(`the workbook has no ${path}`)
}
