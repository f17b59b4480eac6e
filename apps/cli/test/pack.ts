/** Dispute packs as the other side has them: unpacked in a folder, and verified by Node alone. */
import { spawnSync } from "node:child_process"
import { mkdtempSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { inflateRawSync } from "node:zlib"

/** The files of a zip, by its directory. */
export const filesOf = (zip: Buffer): ReadonlyMap<string, Buffer> => {
  const files = new Map<string, Buffer>()
  for (let at = zip.readUInt32LE(zip.length - 6); zip.readUInt32LE(at) === 0x0201_4b50;) {
    const [size, length, start] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)]
    const from = start + 30 + zip.readUInt16LE(start + 26)
    files.set(zip.toString("utf8", at + 46, at + 46 + length), inflateRawSync(zip.subarray(from, from + size)))
    at += 46 + length
  }
  return files
}

/** Gives the new folder. */
export const unpack = (files: ReadonlyMap<string, Buffer>, folder: string): string => {
  const place = mkdtempSync(join(folder, "pack-"))
  for (const [name, bytes] of files) writeFileSync(join(place, name), bytes)
  return place
}

/** In a folder with nothing else, and no variables but the path. */
export const verify = (place: string, ...args: ReadonlyArray<string>) =>
  spawnSync(process.execPath, ["verify.mjs", ...args], { cwd: place, encoding: "utf8", env: {} })
