/** Every sentence of an alert: a title, then what happened and what to do. */
import type { Alert } from "@faceid-tally/books"

export interface AlertSentences {
  readonly title: string
  readonly lines: ReadonlyArray<string>
}

export interface AlertMessages {
  /** `advice`: what the failure means that the alert tells of, in the same language. */
  readonly say: (alert: Alert, advice: string) => AlertSentences
  readonly open: string
  /** What was told before has changed, or is over. */
  readonly updated: (title: string) => string
  readonly resolved: (title: string) => AlertSentences
  /** Many at once: their titles, of which `more` are left out. */
  readonly digest: (count: number, titles: ReadonlyArray<string>, more: number) => AlertSentences
  /** Sent by hand, to see that it arrives. */
  readonly test: AlertSentences
}
