/** What the file arguments of a call stand for: files, folders, globs and `-`, each file once (R7, R32). */
import { type Dirent, globSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs"
import { basename, join, relative } from "node:path"

import type { Remark } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { isDiskError } from "./isDiskError.ts"
import { type FileRemark, type MissingFile, NoFiles } from "../options/ReadOptions.ts"
import { kindOfName } from "./folderNames.ts"
import { missingReason } from "../options/missingReason.ts"
import type { Content } from "../options/Content.ts"

export interface Source {
  /** As it is called in messages: `-` for standard input. */
  readonly name: string
  /** `undefined` for standard input. */
  readonly path: string | undefined
  /** Bytes on disk, `undefined` for what is no plain file and can be read only once. */
  readonly size: number | undefined
  /** Found in a folder, where tables of other things may lie beside what is looked for. */
  readonly isOfFolder: boolean
}

export interface Sources {
  readonly sources: ReadonlyArray<Source>
  readonly missing: ReadonlyArray<MissingFile>
  readonly remarks: ReadonlyArray<FileRemark>
  /** The real paths of the folders that were searched. */
  readonly folders: ReadonlyArray<string>
}

export const STDIN = "-"

/** So many names of files that were not read are told. */
const NAMES_TOLD = 20

/** What a table is that lies among logs and texts. */
type ContentRequest = Pick<Content, "kind" | "columns">

export const findSources = (
  args: ReadonlyArray<string>,
  asked: ContentRequest = { kind: "any", columns: {} },
): Effect.Effect<Sources, NoFiles> =>
  Effect.gen(function* () {
    const finder = new Finder(asked)
    for (const arg of args) {
      const left = yield* Effect.promise(() => finder.add(arg))
      if (left !== undefined) return yield* new NoFiles({ pattern: arg, left })
    }
    return finder
  })

const isHidden = (path: string): boolean => path.split(/[\\/]/).some((part) => /^\.[^.]/.test(part))
export const isGlob = (arg: string): boolean => /[*?[\]{}]/.test(arg)

/** Whether something was found to read, or to complain of. */
type Found = boolean

class Finder implements Sources {
  readonly sources: Array<Source> = []
  readonly missing: Array<MissingFile> = []
  readonly remarks: Array<FileRemark> = []
  readonly folders: Array<string> = []
  readonly #asked: ContentRequest
  readonly #met = new Set<string>()
  /** The folder that is walked, and what in it is not read. */
  #folder = ""
  #left: Array<string> = []

  constructor(asked: ContentRequest) {
    this.#asked = asked
  }

  /** Of a folder or glob in which there is nothing to read, gives the names of what is there. */
  async add(arg: string): Promise<ReadonlyArray<string> | undefined> {
    if (arg === STDIN) {
      if (this.#isNew(STDIN)) this.sources.push({ name: STDIN, path: undefined, size: undefined, isOfFolder: false })
      return undefined
    }
    this.#left = []
    const stats = this.#stat(arg)
    if (stats === "failed") return undefined
    if (stats === undefined && !isGlob(arg)) {
      this.missing.push({ file: arg, reason: "not_found" })
      return undefined
    }
    const found = stats === undefined ? await this.#addGlob(arg) : await this.#addPath(arg, stats)
    return found ? undefined : this.#left
  }

  async #addGlob(pattern: string): Promise<Found> {
    let hasAny = false
    for (const path of globSync(pattern).toSorted(byCodePoints)) {
      if (isHidden(path) && !isHidden(pattern)) continue
      hasAny = (await this.#addFound(path, (stats) => this.#addPath(path, stats))) || hasAny
    }
    return hasAny
  }

  async #addPath(path: string, stats: Stats): Promise<Found> {
    if (!stats.isDirectory()) return this.#addFile(path, stats, false)
    this.#folder = path
    const before = this.#left.length
    const hasAny = await this.#addFolder(path)
    const names = this.#left.slice(before)
    if (names.length > 0 && hasAny) this.remarks.push({ file: path, remark: filesLeft(names) })
    return hasAny
  }

  /** What a folder or glob gives must be there: a link may lead nowhere, or round. */
  async #addFound(path: string, add: (stats: Stats) => Found | Promise<Found>): Promise<Found> {
    const stats = this.#stat(path)
    if (stats === undefined) this.missing.push({ file: path, reason: "not_found" })
    return stats === undefined || stats === "failed" ? true : add(stats)
  }

  #addFile(path: string, stats: Stats, isOfFolder: boolean): Found {
    const real = this.#attempt(path, () => realpathSync(path))
    if (real !== "failed" && this.#isNew(real)) {
      this.sources.push({ name: path, path, size: stats.isFile() ? stats.size : undefined, isOfFolder })
    }
    return true
  }

  async #addFolder(path: string): Promise<Found> {
    const real = this.#attempt(path, () => realpathSync(path))
    // A link that leads back up would be walked for ever.
    if (real === "failed" || !this.#isNew(real)) return true
    this.folders.push(real)
    const children = this.#attempt(path, (): Array<Dirent> => readdirSync(path, { withFileTypes: true }))
    if (children === "failed") return true
    let hasAny = false
    for (const { name } of children.toSorted((a, b) => byCodePoints(a.name, b.name))) {
      if (kindOfName(name) === "system") continue
      const child = join(path, name)
      hasAny = (await this.#addFound(child, (stats) => this.#addChild(child, stats))) || hasAny
    }
    return hasAny
  }

  async #addChild(path: string, stats: Stats): Promise<Found> {
    if (stats.isDirectory()) return this.#addFolder(path)
    const isRead = await this.#attemptLater(path, () => this.#isRead(path, stats))
    if (isRead === "failed") return true
    if (isRead) return this.#addFile(path, stats, true)
    this.#left.push(relative(this.#folder, path))
    return false
  }

  async #isRead(path: string, stats: Stats): Promise<boolean> {
    const kind = kindOfName(basename(path))
    if (kind !== "perhaps" || !stats.isFile()) return kind === "records"
    // Loaded with the first such name: most folders have none.
    const { holdsRecords } = await import("./holdsRecords.ts")
    return holdsRecords(path, { ...this.#asked, mayLackGiven: true })
  }

  /** `undefined` where there is nothing. */
  #stat(path: string): Stats | undefined | "failed" {
    return this.#attempt(path, () => statSync(path, { throwIfNoEntry: false }))
  }

  /** What the disk refuses is that file's error; the others are read. */
  #attempt<A>(file: string, work: () => A): A | "failed" {
    try {
      return work()
    } catch (error) {
      return this.#refused(file, error)
    }
  }

  async #attemptLater<A>(file: string, work: () => Promise<A>): Promise<A | "failed"> {
    try {
      return await work()
    } catch (error) {
      return this.#refused(file, error)
    }
  }

  #refused(file: string, error: unknown): "failed" {
    if (!isDiskError(error)) throw error
    this.missing.push({ file, reason: missingReason(error) })
    return "failed"
  }

  #isNew(path: string): boolean {
    const isNew = !this.#met.has(path)
    this.#met.add(path)
    return isNew
  }
}

const filesLeft = (names: ReadonlyArray<string>): Remark => ({
  code: "files_left",
  files: names.length,
  names: names.slice(0, NAMES_TOLD),
})

const byCodePoints = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
