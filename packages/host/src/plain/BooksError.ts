/** Why the books did not do what they were asked for, for programs without Effect: a code to go by, a sentence, the facts. */

/** A published list: codes are added, never renamed. */
export const booksErrorCodes = [
  /** This Node has no `node:sqlite`. */
  "node",
  /** The settings cannot be used: `source`, `path`, `expected`. */
  "settings",
  /** An argument is not what it has to be: `path`, `expected`. */
  "argument",
  /** An answer is no result, and nothing of it was recorded: `path`, `expected`. */
  "rejected",
  /** Nothing is there to be compared: `ruleIds` and `days` that are. */
  "nothing_compared",
  /** The database. `isRetryable` where it is away or busy. */
  "ledger",
  /** The provider did not answer, or refuses: `account`, and its own code as `providerCode`. */
  "provider",
  /** What is in the books is not what was written. */
  "evidence",
  /** The books are closed, or were while this was going on. */
  "closed",
  /** A defect of faceid-tally. */
  "defect",
] as const
export type BooksErrorCode = (typeof booksErrorCodes)[number]

export interface BooksErrorOptions {
  readonly reason?: string
  readonly isRetryable?: boolean
  readonly facts?: Readonly<Record<string, unknown>>
}

/** The message says what happened and what to do; nothing of an answer, of a person or of a secret is in it, nor in the facts. */
export class BooksError extends Error {
  override readonly name = "BooksError"
  readonly code: BooksErrorCode
  /** Which of its kind: a stable code as well, as `busy` of `ledger`, `credentials` of `provider`. */
  readonly reason: string | null
  /** Whether the same call may succeed later. */
  readonly isRetryable: boolean
  readonly facts: Readonly<Record<string, unknown>>

  constructor(code: BooksErrorCode, message: string, options: BooksErrorOptions = {}) {
    super(message)
    this.code = code
    this.reason = options.reason ?? null
    this.isRetryable = options.isRetryable ?? false
    this.facts = options.facts ?? {}
  }
}
