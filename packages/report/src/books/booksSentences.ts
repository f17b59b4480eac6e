/** What became of a pull or a sweep, and why the ledger or the provider did not answer: a sentence each. */
import type { LedgerError, ProviderError, PullOutcome, SweepResult, Waiting } from "@faceid-tally/books/engine"
import { dayOfInstant, instantToIso } from "@faceid-tally/core/engine"

import { printable } from "../language/printable.ts"
import type { BooksText } from "./booksText.ts"

/** Why the ledger did not do it; of a wrong address, what is wrong with it. */
export const ledgerSentence = ({ address, reason, code }: LedgerError, words: BooksText): string =>
  address === undefined
    ? words.ledgerFailed(words.ledger[reason], code)
    : words.address[address.fault](printable(address.path))

export const providerSentence = (error: ProviderError, words: BooksText): string =>
  words.providerFailed(error.account, adviceOn(error, words), error.detail ?? null)

/** What a failure means, and what to do; of an open circuit first what it opened for. */
const adviceOn = ({ root, behind }: ProviderError, words: BooksText): string =>
  behind === undefined ? words.provider[root.reason] : words.leftAlone(words.provider[root.reason])

/** The stable code, and beside it what there is to know: `server_error (HTTP 502)`. */
const labelOf = ({ root, detail, behind, stableCode }: ProviderError, words: BooksText): string => {
  const label = root.code ?? (detail === undefined ? root.reason : words.detailed(root.reason, detail))
  return behind === undefined ? label : words.after(stableCode, label)
}

/** What of a sweep was not fetched: how many, why, and what to do. What stopped it is told apart. */
export const sweepSentences = (
  { retried, refused, released, errors }: SweepResult,
  words: BooksText,
): ReadonlyArray<string> => {
  const failures = (counts: SweepResult["retried"], sentence: BooksText["retried"]) =>
    Object.entries(counts).map(([code, count]) => {
      const error = errors[code]
      return error === undefined
        ? sentence(code, count, null)
        : sentence(labelOf(error, words), count, adviceOn(error, words))
    })
  return [
    ...failures(retried, words.retried),
    ...failures(refused, words.refused),
    ...(released > 0 ? [words.released(released)] : []),
  ]
}

/** What was not fetched because it waits: how many, until when, and for whom. `now` tells which times need no date. */
export const waitingSentences = (
  { due, held, later }: Waiting,
  now: number,
  words: BooksText,
): ReadonlyArray<string> => [
  ...held.map(({ count, until, host, pid }) =>
    words.heldByOther(count, timeOf(until, now), host === null || pid === null ? null : { host, pid }),
  ),
  ...due.map(({ account, count }) => words.stillDue(account, count)),
  ...(later === null ? [] : [words.dueLater(later.count, timeOf(later.from, now))]),
]

/** In China, to the minute; on another day than now with its date. */
const timeOf = (ms: number, now: number): string => {
  const [date = "", time = ""] = instantToIso(ms).slice(0, 16).split("T")
  return dayOfInstant(ms) === dayOfInstant(now) ? time : `${date} ${time}`
}

export const pullSentence = (outcome: PullOutcome, words: BooksText): string => {
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
