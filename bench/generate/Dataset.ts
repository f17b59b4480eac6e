// A generated file with the answers that a right count of it must give. It is written once and used again: its
// manifest is written last, so a file whose writing was interrupted has none.
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Answer } from "../Answer.ts"
import { NdjsonFile } from "./NdjsonFile.ts"

export interface Dataset {
  readonly path: string
  readonly bytes: number
  readonly expected: Answer
}

/** Raise it whenever a generator writes other bytes than before. */
const generation = 1

export const dataset = (folder: string, name: string, generate: (file: NdjsonFile) => Answer): Dataset => {
  const path = join(folder, `${name}.ndjson`)
  const manifestPath = join(folder, `${name}.manifest.json`)
  const manifest = readManifest(manifestPath)
  if (manifest?.generation === generation && sizeOf(path) === manifest.bytes) {
    return { path, bytes: manifest.bytes, expected: manifest.expected }
  }
  mkdirSync(folder, { recursive: true })
  const file = new NdjsonFile(`${path}.part`)
  const expected = generate(file)
  const bytes = file.close()
  renameSync(`${path}.part`, path)
  writeFileSync(manifestPath, JSON.stringify({ generation, bytes, expected } satisfies Manifest))
  return { path, bytes, expected }
}

interface Manifest {
  readonly generation: number
  readonly bytes: number
  readonly expected: Answer
}

const readManifest = (path: string): Manifest | undefined => {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Manifest
  } catch {
    return undefined
  }
}

const sizeOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.size
