/**
 * JSON read from bytes: whether it is complete and where it goes wrong, the value, and the place of a value in it.
 * The outcome is JSON.parse's; only the strings that {@link JsonWalk} skips are not looked at.
 */
import { isUtf8 } from "node:buffer"

import { INVALID_TEXT, jsonText, utf8Text } from "./JsonText.ts"
import { type JsonVisitor, JsonWalk, type Skim } from "./JsonWalk.ts"
import { DEPTH_MAX } from "./limits/recordLimits.ts"

/** Nothing that is read lies in a container deeper than this: what does is not built. */
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
export const buildJson = (bytes: Uint8Array, from: number, end: number): unknown => {
  const builder = new Builder(bytes)
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

/** The first byte of the value at `path`, of repeated keys the last; of the whole value if there is none. */
export const locateJson = (
  bytes: Uint8Array,
  from: number,
  end: number,
  path: ReadonlyArray<string | number>,
): number => {
  if (path.length === 0) return from
  const finder = new Finder(bytes, path)
  new JsonWalk(bytes, end, finder).run(from)
  return finder.found < 0 ? from : finder.found
}

const nobody: JsonVisitor = { open() {}, close() {}, key() {}, text() {}, scalar() {} }

type Container = Array<unknown> | Record<string, unknown>

class Builder implements JsonVisitor {
  root: unknown
  readonly #bytes: Uint8Array
  readonly #containers: Array<Container> = []
  readonly #keys: Array<string> = []
  #depth = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  open(isArray: boolean): void {
    const container: Container = isArray ? [] : {}
    this.#put(container)
    this.#containers[this.#depth] = container
    this.#depth++
    if (this.#depth > BUILT_DEPTH_MAX) this.#containers.length = BUILT_DEPTH_MAX
  }

  close(): void {
    this.#depth--
  }

  key(start: number, end: number, hasEscape: boolean): void {
    if (this.#depth > BUILT_DEPTH_MAX) return
    const key = jsonText(this.#bytes, start, end, hasEscape)
    // A key that is no text is none of those that are read.
    this.#keys[this.#depth] = key === INVALID_TEXT ? "\uFFFD" : key
  }

  text(start: number, end: number, hasEscape: boolean, isSkipped: boolean): void {
    if (this.#depth > BUILT_DEPTH_MAX) return
    this.#put(isSkipped ? "" : jsonText(this.#bytes, start, end, hasEscape))
  }

  scalar(start: number, end: number, literal?: unknown): void {
    if (this.#depth > BUILT_DEPTH_MAX) return
    this.#put(literal === undefined ? Number(utf8Text(this.#bytes.subarray(start, end))) : literal)
  }

  #put(value: unknown): void {
    if (this.#depth === 0) this.root = value
    if (this.#depth === 0 || this.#depth > BUILT_DEPTH_MAX) return
    const container = this.#containers[this.#depth - 1]
    if (Array.isArray(container)) container.push(value)
    else if (container !== undefined) {
      // As JSON.parse does: a key like __proto__ too is a plain property of its own.
      const key = this.#keys[this.#depth] ?? ""
      Object.defineProperty(container, key, { value, writable: true, enumerable: true, configurable: true })
    }
  }
}

class Finder implements JsonVisitor {
  found = -1
  readonly #bytes: Uint8Array
  readonly #path: ReadonlyArray<string | number>
  /** Containers that are open, and how many of them, from the outermost on, lie on the path. */
  #depth = 0
  #along = 0
  /** The key or index at which the walk is, in each container on the path. */
  readonly #steps: Array<string | number> = []

  constructor(bytes: Uint8Array, path: ReadonlyArray<string | number>) {
    this.#bytes = bytes
    this.#path = path
  }

  open(isArray: boolean, at: number): void {
    const isOnPath = this.#arrive(at)
    this.#depth++
    if (!isOnPath) return
    this.#along = this.#depth
    this.#steps[this.#depth] = isArray ? -1 : ""
  }

  close(): void {
    this.#depth--
    this.#along = Math.min(this.#along, this.#depth)
  }

  key(start: number, end: number, hasEscape: boolean): void {
    if (this.#along !== this.#depth) return
    const key = jsonText(this.#bytes, start, end, hasEscape)
    this.#steps[this.#depth] = key === INVALID_TEXT ? "\uFFFD" : key
  }

  text(start: number): void {
    this.#arrive(start)
  }

  scalar(start: number): void {
    this.#arrive(start)
  }

  /** Whether the value that begins here is on the path. */
  #arrive(at: number): boolean {
    const depth = this.#depth
    if (this.#along !== depth) return false
    if (depth === 0) return true
    const step = this.#steps[depth]
    const here = typeof step === "number" ? step + 1 : step
    if (typeof here === "number") this.#steps[depth] = here
    if (here !== this.#path[depth - 1]) return false
    if (depth === this.#path.length) this.found = at
    return true
  }
}
