/** What became of a pull or a sweep, and why the provider did not answer: a sentence each. */
import type { ProviderError, PullOutcome, Swept } from "@faceid-tally/books"
import { instantToIso } from "@faceid-tally/core"

import type { BooksMessages } from "./BooksMessages.ts"

export const providerSentence = (error: ProviderError, words: BooksMessages): string => {
  const detail = error.code ?? error.place ?? error.httpStatus
  return words.providerFailed(error.account, words.provider[error.reason], detail === undefined ? null : String(detail))
}

/** What of a sweep was not fetched: how many, why, and what to do. What stopped it is told apart. */
export const sweptSentences = (
  { retried, refused, released, reasons }: Swept,
  words: BooksMessages,
): ReadonlyArray<string> => {
  const why = (code: string) => (reasons[code] === undefined ? null : words.provider[reasons[code]])
  return [
    ...Object.entries(retried).map(([code, count]) => words.retried(code, count, why(code))),
    ...Object.entries(refused).map(([code, count]) => words.refused(code, count, why(code))),
    ...(released > 0 ? [words.released(released)] : []),
  ]
}

export const pullSentence = (outcome: PullOutcome, words: BooksMessages): string => {
  switch (outcome._tag) {
    case "Pulled": {
      const { version, lines, charges, isNew } = outcome.version
      return words.pulled(version, lines, charges, isNew)
    }
    case "NotYet":
      return words.notYet(instantToIso(outcome.from))
    case "Held":
      return words.held
    case "Skipped":
      return words.skipped
    case "Failed":
      return outcome.error._tag === "ProviderError"
        ? providerSentence(outcome.error, words)
        : words.pull[outcome.error.reason]
  }
}
