/** Bytes between records that are none themselves: what editors, shells and broken writes leave there (R1, R21). */
import { type Rejection, rejection } from "@faceid-tally/core/engine"

import { COMMA } from "./JsonWalk.ts"

export const NUL = 0
/** How old programs of Windows ended a text: Ctrl+Z. */
export const END_OF_FILE = 0x1a
/** The length of a byte order mark in UTF-8. */
export const MARK_BYTES = 3

export const isMark = (bytes: Uint8Array, at: number, end: number): boolean =>
  at + MARK_BYTES <= end && bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf

/** The rejection of what stands behind a value: a comma belongs into an array. */
export const textAfter = (bytes: Uint8Array, at: number): Rejection =>
  rejection("text_after_value", [], bytes[at] === COMMA ? "[ ]" : undefined)
