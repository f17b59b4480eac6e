/** What became of a pull, and why the provider did not answer: a sentence each. */
import type { ProviderError, PullOutcome } from "@faceid-tally/books"
import { instantToIso } from "@faceid-tally/core"

import type { BooksMessages } from "./BooksMessages.ts"

export const providerSentence = (error: ProviderError, words: BooksMessages): string => {
  const detail = error.code ?? error.place ?? error.httpStatus
  return words.providerFailed(error.account, words.provider[error.reason], detail === undefined ? null : String(detail))
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
