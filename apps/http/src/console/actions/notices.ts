/** What came of a pull, a sweep, a run or a verification, in a sentence or two. */
import type { PullOutcome, SweepResult, Verified, Waiting } from "@faceid-tally/books/engine"
import { providerSentence, pullSentence, sweepSentences, verifyVerdict, waitingSentences } from "@faceid-tally/report"

import type { PageContext } from "../context/PageContext.ts"
import type { Notice } from "../context/Notice.ts"
import { actionText } from "./actionText.ts"

/** A notice travels in a cookie: what is longer is cut. */
const SENTENCES_MAX = 6

export const pullNotice = (outcomes: ReadonlyArray<PullOutcome>, context: PageContext): Notice => {
  const { formats, say, words } = context
  const text = actionText[context.language]
  const others = outcomes.filter(({ _tag }) => _tag !== "Pulled")
  const daysPulled = new Set(outcomes.filter(({ _tag }) => _tag === "Pulled").map(({ day }) => day))
  const daysLeft = new Set(others.map(({ day }) => day))
  for (const day of daysLeft) daysPulled.delete(day)
  const sentences = new Set(
    (daysPulled.size + daysLeft.size > 1 ? others : outcomes).map(
      (outcome) => `${formats.day(outcome.day)} ${outcome.account}${say.colon}${pullSentence(outcome, words)}`,
    ),
  )
  const total = daysPulled.size + daysLeft.size > 1 ? [text.pulledDays(daysPulled.size, daysLeft.size)] : []
  return {
    tone: others.length === 0 ? "good" : daysPulled.size > 0 ? "warn" : "bad",
    text: [...total, ...[...sentences].slice(0, SENTENCES_MAX)].join(" "),
  }
}

export interface Sweep {
  readonly swept: SweepResult
  /** What waits when it is over. */
  readonly waiting: Waiting
  readonly now: number
}

export const sweepNotice = ({ swept, waiting, now }: Sweep, { words }: PageContext): Notice => {
  const { fetched, observations, final, stopped } = swept
  const troubles = [...sweepSentences(swept, words), ...stopped.map(({ error }) => providerSentence(error, words))]
  const others = [...troubles, ...waitingSentences(waiting, now, words)].slice(0, SENTENCES_MAX)
  const all = fetched > 0 ? [words.collected(fetched, observations, final), ...others] : others
  return { tone: troubles.length === 0 ? "good" : "warn", text: all.join(" ") || words.nothingDue }
}

export const verifyNotice = (verified: Verified, { words, say }: PageContext): Notice => {
  return { tone: verified.ok ? "good" : "bad", text: verifyVerdict(verified, words, say) }
}
