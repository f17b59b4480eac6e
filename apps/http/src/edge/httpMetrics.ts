/** What is counted of the requests: by route as it is declared, so that there are few of them. */
import type { Counter, Histogram, Metrics } from "@faceid-tally/host/apps"

export interface HttpMetrics {
  readonly requests: Counter
  readonly seconds: Histogram
}

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60]

export const makeHttpMetrics = (metrics: Metrics): HttpMetrics => ({
  requests: metrics.counter("http_requests_total", "Requests that were answered"),
  seconds: metrics.histogram("http_request_duration_seconds", "How long they took", BOUNDS),
})
