/** Strings that hold JSON, as gateways, log shippers and databases keep what they were given (R23, R28, R29). */
import { isJsonObject, type Json } from "./fieldValues.ts"
import { logRecordIn } from "./logLine.ts"

/** A longer text is not opened. */
export const HELD_TEXT_MAX = 64 << 20

/** The value that a string holds: JSON, or the record of a log line. `undefined` where there is no object or list in it. */
export const heldIn = (text: string): unknown => {
  if (text.length > HELD_TEXT_MAX) return undefined
  const first = text.trimStart()[0]
  // That there is no object in a text is found at the speed of memory.
  if (first !== "[" && !text.includes("{")) return undefined
  const whole = first === "{" || first === "[" || first === '"' ? parsed(text) : undefined
  if (whole !== undefined || first === "{") return whole
  const span = logRecordIn(text)
  return span && parsed(text.slice(span.start, span.end))
}

/** Whether a text was to hold JSON, by how it begins. */
export const isMeantToHold = (text: string): boolean => /^\s*[[{]/.test(text)

/** So many strings are opened, one in the other. */
export const HELD_DEPTH_MAX = 3

/** What a value is, or what a string in its place holds; a string that holds nothing stays what it is. */
export const opened = (value: unknown): unknown => {
  let held = value
  for (let depth = 0; typeof held === "string" && depth < HELD_DEPTH_MAX; depth++) {
    const inside = heldIn(held)
    if (inside === undefined) return value
    held = inside
  }
  return held
}

/** An object, or the one that a string holds. */
export const objectOf = (value: unknown): Json | undefined => {
  const held = opened(value)
  return isJsonObject(held) ? held : undefined
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
