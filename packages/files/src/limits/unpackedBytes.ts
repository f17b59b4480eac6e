/**
 * How much a zip archive says that it unpacks to, by its own directory. What unpacks it holds each entry to what is said
 * there, so the sum is a limit that can be trusted.
 */
const ENTRY = 0x0201_4b50
const ENTRY_BYTES = 46
const END = 0x0605_4b50
const END_BYTES = 22
/** A comment may follow the end. */
const END_BYTES_MAX = END_BYTES + 0xffff
const END_64 = 0x0606_4b50
const END_64_BYTES = 56
const LOCATOR_64 = 0x0706_4b50
const LOCATOR_64_BYTES = 20
/** Stands where a value is too large for its field, and is written elsewhere. */
const ELSEWHERE = 0xffff_ffff
const ELSEWHERE_16 = 0xffff
/** Deflate can pack no better. */
const RATIO_MAX = 1032

/** `undefined` where the bytes are no zip with a directory: whoever unpacks it will say so. */
export const unpackedBytes = (zip: Uint8Array): number | undefined => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const directory = directoryOf(view)
  if (directory === undefined) return undefined
  let bytes = 0
  let at = directory.at
  for (let i = 0; i < directory.entries; i++) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY) return undefined
    const [packed, size] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ]
    // An entry that does not say its size may be as large as can be, one that says it elsewhere is past 4 GiB.
    bytes += size === 0 ? packed * RATIO_MAX : size
    at += ENTRY_BYTES + name + extra + comment
  }
  return bytes
}

const directoryOf = (view: DataView): { readonly at: number; readonly entries: number } | undefined => {
  const first = Math.max(0, view.byteLength - END_BYTES_MAX)
  for (let end = view.byteLength - END_BYTES; end >= first; end--) {
    if (view.getUint32(end, true) !== END) continue
    const [entries, at] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)]
    return entries === ELSEWHERE_16 || at === ELSEWHERE ? directory64Of(view, end) : { at, entries }
  }
  return undefined
}

const directory64Of = (view: DataView, end: number) => {
  const locator = end - LOCATOR_64_BYTES
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64) return undefined
  const at = Number(view.getBigUint64(locator + 8, true))
  if (at + END_64_BYTES > view.byteLength || view.getUint32(at, true) !== END_64) return undefined
  return { entries: Number(view.getBigUint64(at + 32, true)), at: Number(view.getBigUint64(at + 48, true)) }
}

const UNPACKED_BYTES_MAX = 4 * 2 ** 30
/** Up to here any ratio is good: a small sheet of equal rows packs well. */
const UNPACKED_BYTES_FREE = 64 * 2 ** 20
const TIMES_MAX = 200

/** Whether a workbook unpacks to more than any that people make. */
export const isBomb = (zip: Uint8Array): boolean => {
  const bytes = unpackedBytes(zip) ?? 0
  return bytes > UNPACKED_BYTES_MAX || (bytes > UNPACKED_BYTES_FREE && bytes > TIMES_MAX * zip.length)
}
