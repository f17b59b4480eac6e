/** The limits of the service: the settings, else what is sensible. */
import type { HttpSettings } from "@faceid-tally/host/apps"

export interface Limits {
  readonly bodyBytesMax: number
  /** Of a body that is not streamed: a JSON document with a few fields, or any with an `Idempotency-Key`. */
  readonly documentBytesMax: number
  readonly requestMs: number
  readonly uploadMs: number
  readonly idleMs: number
  readonly concurrency: number
  /** Of one key; `undefined`: no limit. */
  readonly requestsPerSecond: number | undefined
}

const MiB = 2 ** 20

export const limitsOf = (settings: HttpSettings = {}): Limits => {
  const bodyBytesMax = settings.bodyBytesMax ?? 1024 * MiB
  return {
    bodyBytesMax,
    documentBytesMax: Math.min(4 * MiB, bodyBytesMax),
    requestMs: (settings.requestSeconds ?? 60) * 1000,
    uploadMs: (settings.uploadSeconds ?? 900) * 1000,
    idleMs: (settings.idleSeconds ?? 20) * 1000,
    concurrency: settings.concurrency ?? 64,
    requestsPerSecond: settings.requestsPerSecond,
  }
}
