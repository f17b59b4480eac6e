/**
 * JSON read from bytes: whether it is complete and where it goes wrong, the value, and the place of a value in it.
 * The outcome is JSON.parse's; only the strings that {@link JsonWalk} skips are not looked at.
 */
import { isUtf8 } from "node:buffer"

import { INVALID_TEXT, jsonText, utf8Text } from "./jsonText.ts"
import { type JsonVisitor, JsonWalk, type Skim } from "./JsonWalk.ts"
import { DEPTH_MAX } from "../limits/recordLimits.ts"

/** Nothing that is read at the top of a record lies in a container deeper than this: what does is not built. */
const BUILT_DEPTH_MAX = 8
/** A longer record is mostly photos, of which no string is to be made. */
const PARSED_BYTES_MAX = 1 << 16

/** Checks the value that begins at `from`; nothing is built. */
export const skimJson = (bytes: Uint8Array, from: number, end: number): Skim =>
  new JsonWalk(bytes, end, nobody).run(from)

/** What is wrong with a value that is not complete. */
export const faultOf = ({ outcome }: Skim): "invalid_json" | "too_deep" =>
  outcome === "deep" ? "too_deep" : "invalid_json"

/** The value that begins at `from`, of bytes that {@link skimJson} found complete. */
export const buildJson = (bytes: Uint8Array, from: number, end: number): unknown =>
  build(bytes, from, end, BUILT_DEPTH_MAX)

/** The same with all that lies deeper, for looking into it. */
export const buildDeep = (bytes: Uint8Array, from: number, end: number): unknown => build(bytes, from, end, DEPTH_MAX)

const build = (bytes: Uint8Array, from: number, end: number, depthMax: number): unknown => {
  const builder = new Builder(bytes, depthMax)
  new JsonWalk(bytes, end, builder).run(from)
  return builder.root
}

/** JSON.parse where it is sure to see what the reader of bytes would; else `undefined`. */
export const parseShort = (bytes: Uint8Array, start: number, end: number): unknown => {
  if (end - start > PARSED_BYTES_MAX) return undefined
  const record = bytes.subarray(start, end)
  if (!isUtf8(record)) return undefined
  const text = utf8Text(record)
  try {
    const value = JSON.parse(text) as unknown
    return mayBeDeep(text) && isDeeper(value, DEPTH_MAX) ? undefined : value
  } catch {
    return undefined
  }
}

/** Whether there are enough brackets in a text for it to be past the limit of depth. */
const mayBeDeep = (text: string): boolean => {
  if (text.length <= DEPTH_MAX) return false
  let brackets = 0
  for (const bracket of ["{", "["]) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (++brackets > DEPTH_MAX) return true
    }
  }
  return false
}

const isDeeper = (value: unknown, depth: number): boolean =>
  typeof value === "object" &&
  value !== null &&
  (depth === 0 || Object.values(value).some((inner) => isDeeper(inner, depth - 1)))

/**
 * The first byte of the value at each of `paths`, of repeated keys the last; of the nearest value around it where the path
 * leads on inside a string.
 */
export const locateAll = (
  bytes: Uint8Array,
  from: number,
  end: number,
  paths: ReadonlyArray<ReadonlyArray<string | number>>,
): ReadonlyArray<number> => {
  if (paths.every((path) => path.length === 0)) return paths.map(() => from)
  const tree = new PathTree(from)
  const places = paths.map((path) => tree.add(path))
  new JsonWalk(bytes, end, new Finder(bytes, tree)).run(from)
  return places.map((place) => place.at)
}

const nobody: JsonVisitor = { open() {}, close() {}, key() {}, text() {}, scalar() {} }

type Container = Array<unknown> | Record<string, unknown>

class Builder implements JsonVisitor {
  root: unknown
  readonly #bytes: Uint8Array
  readonly #depthMax: number
  readonly #containers: Array<Container> = []
  readonly #keys: Array<string> = []
  #depth = 0

  constructor(bytes: Uint8Array, depthMax: number) {
    this.#bytes = bytes
    this.#depthMax = depthMax
  }

  open(isArray: boolean): void {
    const container: Container = isArray ? [] : {}
    this.#put(container)
    this.#containers[this.#depth] = container
    this.#depth++
    if (this.#depth > this.#depthMax) this.#containers.length = this.#depthMax
  }

  close(): void {
    this.#depth--
  }

  key(start: number, end: number, hasEscape: boolean): void {
    if (this.#depth > this.#depthMax) return
    const key = jsonText(this.#bytes, start, end, hasEscape)
    // A key that is no text is none of those that are read.
    this.#keys[this.#depth] = key === INVALID_TEXT ? "\uFFFD" : key
  }

  text(start: number, end: number, hasEscape: boolean, isSkipped: boolean): void {
    if (this.#depth > this.#depthMax) return
    this.#put(isSkipped ? "" : jsonText(this.#bytes, start, end, hasEscape))
  }

  scalar(start: number, end: number, literal?: unknown): void {
    if (this.#depth > this.#depthMax) return
    this.#put(literal === undefined ? Number(utf8Text(this.#bytes.subarray(start, end))) : literal)
  }

  #put(value: unknown): void {
    if (this.#depth === 0) this.root = value
    if (this.#depth === 0 || this.#depth > this.#depthMax) return
    const container = this.#containers[this.#depth - 1]
    if (Array.isArray(container)) container.push(value)
    else if (container !== undefined) {
      // As JSON.parse does: a key like __proto__ too is a plain property of its own.
      const key = this.#keys[this.#depth] ?? ""
      Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true })
    }
  }
}

/** The paths that are looked for, as a tree of their keys and indexes. */
class PathTree {
  /** Where the value begins, as far as is known: else where the one around it does. */
  at: number
  readonly #steps = new Map<string, PathTree>()

  constructor(at: number) {
    this.at = at
  }

  add([step, ...others]: ReadonlyArray<string | number>): PathTree {
    if (step === undefined) return this
    const next = this.step(step) ?? new PathTree(this.at)
    this.#steps.set(String(step), next)
    return next.add(others)
  }

  step(step: string | number): PathTree | undefined {
    return this.#steps.get(String(step))
  }

  /** What lies inside begins here as well, until it is met itself. */
  found(at: number): void {
    this.at = at
    for (const inside of this.#steps.values()) inside.found(at)
  }
}

class Finder implements JsonVisitor {
  readonly #bytes: Uint8Array
  /** The trees of the containers that are open and lie on a path, and how many containers are open in all. */
  readonly #trees: Array<PathTree> = []
  readonly #root: PathTree
  #depth = 0
  /** The key or index at which the walk is, in each container on a path. */
  readonly #steps: Array<string | number> = []

  constructor(bytes: Uint8Array, root: PathTree) {
    this.#bytes = bytes
    this.#root = root
  }

  open(isArray: boolean, at: number): void {
    const tree = this.#arrive(at)
    this.#depth++
    if (tree === undefined) return
    this.#trees.push(tree)
    this.#steps[this.#depth] = isArray ? -1 : ""
  }

  close(): void {
    if (this.#trees.length === this.#depth) this.#trees.pop()
    this.#depth--
  }

  key(start: number, end: number, hasEscape: boolean): void {
    if (this.#trees.length !== this.#depth) return
    const key = jsonText(this.#bytes, start, end, hasEscape)
    this.#steps[this.#depth] = key === INVALID_TEXT ? "\uFFFD" : key
  }

  text(start: number): void {
    this.#arrive(start)
  }

  scalar(start: number): void {
    this.#arrive(start)
  }

  /** The paths that go on inside the value that begins here, if it lies on one. */
  #arrive(at: number): PathTree | undefined {
    if (this.#trees.length !== this.#depth) return undefined
    const around = this.#trees.at(-1)
    if (around === undefined) return this.#root
    const step = this.#steps[this.#depth]
    const here = typeof step === "number" ? step + 1 : (step ?? "")
    this.#steps[this.#depth] = here
    const tree = around.step(here)
    tree?.found(at)
    return tree
  }
}
