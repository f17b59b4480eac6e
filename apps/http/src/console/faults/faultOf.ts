/** What a person is told of a failure: what the ledger or the provider says, and of a defect only that it is one. */
import { EvidenceBroken, LedgerError } from "@faceid-tally/books/engine"
import { ledgerSentence } from "@faceid-tally/report"

import type { PageContext } from "../context/PageContext.ts"
import { faultText } from "./faultText.ts"

export interface Fault {
  readonly sentence: string
  readonly status: 500 | 503
}

export const faultOf = (
  error: unknown,
  { words, language }: Pick<PageContext, "words" | "language">,
  requestId: string | null = null,
): Fault =>
  error instanceof EvidenceBroken
    ? { sentence: words.evidenceBroken[error.of][error.reason], status: 500 }
    : error instanceof LedgerError
      ? { sentence: ledgerSentence(error, words), status: error.isRetryable ? 503 : 500 }
      : { sentence: faultText[language].unexpected(requestId), status: 500 }
