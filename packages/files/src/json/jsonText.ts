/** Strings of JSON and cells of tables as text: only what is valid UTF-8 is any. */
import { Buffer, isUtf8 } from "node:buffer"

/** Stands for a string that is no valid UTF-8: no field that is read accepts it. */
export const INVALID_TEXT: unique symbol = Symbol("invalid UTF-8")

/** The text of a string, quotes included in the span. */
export const jsonText = (
  bytes: Uint8Array,
  start: number,
  end: number,
  hasEscape: boolean,
): string | typeof INVALID_TEXT => {
  const inside = bytes.subarray(start + 1, end - 1)
  if (!isUtf8(inside)) return INVALID_TEXT
  const text = utf8Text(inside)
  return hasEscape ? (JSON.parse(`"${text}"`) as string) : text
}

/** Text of valid UTF-8; a byte order mark inside is a character like others. */
export const utf8Text = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8")
