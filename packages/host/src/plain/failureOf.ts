/** Any failure of a use case as a `BooksError`: the sentences are those of the commands, the facts those of the logs. */
import { EvidenceBroken, LedgerError, NotRecorded, ProviderError, PullMismatch } from "@faceid-tally/books/engine"
import {
  booksText,
  type Language,
  ledgerSentence,
  providerSentence,
  rejectionMessage,
  sharedText,
} from "@faceid-tally/report"
import { SettingsError } from "@faceid-tally/tencent"
import * as Cause from "effect/Cause"
import * as Result from "effect/Result"

import { placeOfDefect } from "../observing/logs.ts"
import { ConfigError } from "../settings/ConfigError.ts"
import { settingsSentence } from "../program/settingsText.ts"
import { BooksError } from "./BooksError.ts"
import { plainText } from "./plainText.ts"

export const failureOf = (cause: Cause.Cause<unknown>, language: Language): BooksError =>
  errorOf(
    Result.getOrElse(Cause.findError(cause), () => Cause.squash(cause)),
    language,
  )

const errorOf = (error: unknown, language: Language): BooksError => {
  const words = booksText[language]
  if (error instanceof BooksError) return error
  if (error instanceof LedgerError) {
    const { reason, isRetryable, code, address } = error
    const facts = { ...(code !== null && { code }), ...(address !== undefined && { address: address.fault }) }
    return new BooksError("ledger", ledgerSentence(error, words), { reason, isRetryable, facts })
  }
  if (error instanceof ProviderError) {
    const { retryClass, annotations } = error
    const { reason: _, code, ...facts } = annotations
    return new BooksError("provider", providerSentence(error, words), {
      reason: error.reason,
      isRetryable: retryClass === "retry" || retryClass === "later",
      facts: { ...facts, ...(code !== undefined && { providerCode: code }) },
    })
  }
  if (error instanceof ConfigError || error instanceof SettingsError) return settingsError(error, language)
  if (error instanceof NotRecorded) return notRecorded(error, language)
  if (error instanceof EvidenceBroken) {
    const { of, reason } = error
    return new BooksError("evidence", words.evidenceBroken[of][reason], { reason, facts: { of } })
  }
  if (error instanceof PullMismatch)
    return new BooksError("provider", words.pull[error.reason], { reason: error.reason })
  return defect(error, language)
}

const settingsError = (error: ConfigError | SettingsError, language: Language): BooksError => {
  const message = settingsSentence(error, language)
  if (error instanceof SettingsError) return new BooksError("settings", message, { reason: error.reason })
  const { reason, source, path, expected, known } = error
  const facts = {
    source,
    ...(path && { path: path.join(".") }),
    ...(expected && { expected }),
    ...(known && { known }),
  }
  return new BooksError("settings", message, { reason, facts })
}

const notRecorded = ({ rejection }: NotRecorded, language: Language): BooksError => {
  const text = plainText[language]
  if (rejection === null) return new BooksError("rejected", text.apiError, { reason: "api_error" })
  const { code, path, expected } = rejection
  return new BooksError("rejected", text.notRecorded(rejectionMessage(rejection, sharedText[language])), {
    reason: code,
    facts: { path: [...path], ...(expected !== undefined && { expected }) },
  })
}

/** Where it is, and nothing that it says: it may quote a value. */
const defect = (error: unknown, language: Language): BooksError => {
  const place = placeOfDefect(error)
  return new BooksError("defect", plainText[language].defect(place), { facts: { place } })
}
