/**
 * What went wrong with a request, as RFC 9457 has it: a stable code, sentences in the reader's language, and the place of
 * the fault. Nothing of a request but names that this program knows gets in here.
 */
import type { ProblemCode } from "./problemTexts.ts"

/** Where in the request the fault is. */
export interface Fault {
  readonly in: "path" | "query" | "header" | "body"
  /** The field: `from`, `Response.Text.LivenessDetail[0].Seq`; empty for the whole. */
  readonly path: string
  /** What belongs there. */
  readonly expected: string
}

export interface ProblemOptions {
  readonly errors?: ReadonlyArray<Fault>
  /** Facts beside the standard members. */
  readonly members?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** Thrown, or failed with, anywhere in the handling of a request: the edge makes the answer of it. */
export class Problem extends Error {
  override readonly name = "Problem"
  readonly _tag = "Problem"
  readonly code: ProblemCode
  readonly errors: ReadonlyArray<Fault>
  readonly members: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(code: ProblemCode, { errors = [], members = {}, headers = {} }: ProblemOptions = {}) {
    super(code)
    this.code = code
    this.errors = errors
    this.members = members
    this.headers = headers
  }
}

/** One field of the request is not what it must be. */
export const invalid = (place: Fault["in"], path: string, expected: string): Problem =>
  new Problem("invalid", { errors: [{ in: place, path, expected }] })
