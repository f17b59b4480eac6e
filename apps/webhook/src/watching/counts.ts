/** What the receiver counts: never who called, and no BizToken. Outcomes are the program's own words, so there are few. */
import { type Counter, type Histogram, Metrics } from "@faceid-tally/host/apps"

export interface Counts {
  readonly metrics: Metrics
  /** By outcome: what was answered to a call, and then what became of it. */
  readonly callbacks: Counter
  /** By outcome: `accepted`, or the code of the refusal. */
  readonly events: Counter
  readonly seconds: Histogram
}

const SECONDS = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10]

export const makeCounts = (): Counts => {
  const metrics = new Metrics()
  return {
    metrics,
    callbacks: metrics.counter(
      "faceid_tally_webhook_callbacks_total",
      "Calls of the redirect callback as they came, and what became of them in the books",
    ),
    events: metrics.counter("faceid_tally_webhook_events_total", "Signed events by what they were answered"),
    seconds: metrics.histogram("faceid_tally_webhook_request_seconds", "How long an answer took, by route", SECONDS),
  }
}
