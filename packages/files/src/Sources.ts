/** What the file arguments of a call stand for: files, folders, globs and `-`, each file once (CONTRACT 7). */
import { type Dirent, globSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs"
import { join } from "node:path"

import * as Effect from "effect/Effect"

import { type MissingFile, NoFiles } from "./ReadOptions.ts"

export interface Source {
  /** As it is called in messages: `-` for standard input. */
  readonly name: string
  /** `undefined` for standard input. */
  readonly path: string | undefined
  /** Bytes on disk, `undefined` for what is no plain file and can be read only once. */
  readonly size: number | undefined
}

export interface Sources {
  readonly sources: ReadonlyArray<Source>
  readonly missing: ReadonlyArray<MissingFile>
}

export const STDIN = "-"

export const findSources = (args: ReadonlyArray<string>): Effect.Effect<Sources, NoFiles> =>
  Effect.suspend(() => {
    const finder = new Finder()
    for (const arg of args) if (!finder.add(arg)) return Effect.fail(new NoFiles({ pattern: arg }))
    return Effect.succeed(finder)
  })

/** The names that a folder is searched for. */
const isReadable = (name: string): boolean => /\.((json|ndjson|jsonl|csv)(\.gz)?|xlsx)$/i.test(name)
const isHidden = (path: string): boolean => path.split(/[\\/]/).some((part) => /^\.[^.]/.test(part))
const isGlob = (arg: string): boolean => /[*?[\]{}]/.test(arg)

class Finder implements Sources {
  readonly sources: Array<Source> = []
  readonly missing: Array<MissingFile> = []
  readonly #met = new Set<string>()

  /** False for a folder or glob in which there is nothing to read. */
  add(arg: string): boolean {
    if (arg === STDIN) {
      if (this.#isNew(STDIN)) this.sources.push({ name: STDIN, path: undefined, size: undefined })
      return true
    }
    const stats = statSync(arg, { throwIfNoEntry: false })
    if (stats !== undefined) return this.#addPath(arg, stats)
    if (!isGlob(arg)) {
      this.missing.push({ file: arg, reason: "not_found" })
      return true
    }
    const paths = globSync(arg).filter((path) => !isHidden(path) || isHidden(arg))
    const found = paths.toSorted(byCodePoints).map((path) => this.#addFound(path))
    return found.includes(true)
  }

  #addFound(path: string): boolean {
    const stats = statSync(path, { throwIfNoEntry: false })
    return stats !== undefined && this.#addPath(path, stats)
  }

  #addPath(path: string, stats: Stats): boolean {
    if (stats.isDirectory()) return this.#addFolder(path)
    this.#addFile(path, stats)
    return true
  }

  #addFile(path: string, stats: Stats): void {
    if (!this.#isNew(realpathSync(path))) return
    this.sources.push({ name: path, path, size: stats.isFile() ? stats.size : undefined })
  }

  #addFolder(path: string): boolean {
    // A link that leads back up would be walked for ever.
    if (!this.#isNew(realpathSync(path))) return true
    let children: Array<Dirent>
    try {
      children = readdirSync(path, { withFileTypes: true })
    } catch {
      this.missing.push({ file: path, reason: "unreadable" })
      return true
    }
    let hasAny = false
    for (const { name } of children.toSorted((a, b) => byCodePoints(a.name, b.name))) {
      if (name.startsWith(".")) continue
      const child = join(path, name)
      const stats = statSync(child, { throwIfNoEntry: false })
      if (stats?.isDirectory() === true) hasAny = this.#addFolder(child) || hasAny
      else if (stats !== undefined && isReadable(name)) {
        this.#addFile(child, stats)
        hasAny = true
      }
    }
    return hasAny
  }

  #isNew(path: string): boolean {
    const isNew = !this.#met.has(path)
    this.#met.add(path)
    return isNew
  }
}

const byCodePoints = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
