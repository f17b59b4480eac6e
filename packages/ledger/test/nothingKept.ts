/** A kept reconciliation that says nothing: every field has its default. */
import { decodeRun } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

export const nothingKept = Effect.runSync(decodeRun('{"fromDay":0,"toDay":0,"document":"{}"}')).document
