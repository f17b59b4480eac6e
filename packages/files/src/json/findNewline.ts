/** Newlines by the C library's search: a typed array's own methods take one byte at a time. */
import { Buffer } from "node:buffer"

import { NEWLINE } from "./JsonWalk.ts"

/** The place of the first newline from `from` on, -1 where there is none. */
export const findNewline = (bytes: Uint8Array, from = 0): number => Buffer.prototype.indexOf.call(bytes, NEWLINE, from)

/** The place of the last newline, -1 where there is none. */
export const findLastNewline = (bytes: Uint8Array): number => Buffer.prototype.lastIndexOf.call(bytes, NEWLINE)
