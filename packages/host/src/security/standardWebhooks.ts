/**
 * Signed events by the Standard Webhooks specification (`webhook-id`, `webhook-timestamp`, `webhook-signature`): how they
 * are signed and how a signature is checked. Pure, but for the digest; it goes by the raw bytes of body and headers, and
 * compares in constant time. Whether a signature is right is decided first: only who can sign learns what else is wrong.
 */
import { createHmac, timingSafeEqual } from "node:crypto"

const PREFIX = "whsec_"
const SECRET_BYTES_MIN = 24
const SECRET_BYTES_MAX = 64
/** How far the sender's clock and ours may be apart, in either direction. */
const TOLERANCE_SECONDS = 5 * 60
/** A list has one signature for each secret of a rotation; a longer one is no honest list. */
const SIGNATURES_MAX = 16
/** A dot would make the signed text ambiguous. */
const ID_FORM = /^[\w:+=/@~-]{1,128}$/
const TIMESTAMP_FORM = /^[1-9]\d{0,11}$/

/** The bytes of a secret `whsec_<base64>`; `undefined` where it is none, or has not 24 to 64 bytes. */
export const webhookSecretOf = (text: string): Uint8Array | undefined => {
  if (!text.startsWith(PREFIX)) return undefined
  const base64 = text.slice(PREFIX.length)
  const bytes = Buffer.from(base64, "base64")
  const isCanonical = bytes.toString("base64") === base64
  return isCanonical && bytes.length >= SECRET_BYTES_MIN && bytes.length <= SECRET_BYTES_MAX ? bytes : undefined
}

/** One signature, `v1,<base64>`. The timestamp is in seconds, as the header has it. */
export const signWebhook = (secret: Uint8Array, id: string, timestamp: string, body: Uint8Array): string =>
  `v1,${createHmac("sha256", secret).update(`${id}.${timestamp}.`, "latin1").update(body).digest("base64")}`

/** The three headers as they came: Node reads each byte as one character. */
export interface WebhookHeaders {
  readonly id: string | undefined
  readonly timestamp: string | undefined
  readonly signature: string | undefined
}

/** `unsigned`: a header is missing. All but the first two are told of events that were signed with one of the secrets. */
export type WebhookVerdict = "unsigned" | "bad_signature" | "bad_id" | "bad_timestamp" | "too_old" | "too_new" | "good"

/** Checks an event against all secrets; `now` in epoch milliseconds. */
export const verifyWebhook = (
  secrets: ReadonlyArray<Uint8Array>,
  { id, timestamp, signature }: WebhookHeaders,
  body: Uint8Array,
  now: number,
): WebhookVerdict => {
  if (id === undefined || timestamp === undefined || signature === undefined) return "unsigned"
  if (!isSigned(secrets, id, timestamp, signature, body)) return "bad_signature"
  if (!ID_FORM.test(id)) return "bad_id"
  if (!TIMESTAMP_FORM.test(timestamp)) return "bad_timestamp"
  const age = Math.floor(now / 1000) - Number(timestamp)
  if (age > TOLERANCE_SECONDS) return "too_old"
  return age < -TOLERANCE_SECONDS ? "too_new" : "good"
}

/** Every secret is tried with every signature, whichever fits: the time that it takes says nothing. */
const isSigned = (
  secrets: ReadonlyArray<Uint8Array>,
  id: string,
  timestamp: string,
  signature: string,
  body: Uint8Array,
): boolean => {
  const given = signature.split(" ", SIGNATURES_MAX + 1).map((each) => Buffer.from(each, "latin1"))
  if (given.length > SIGNATURES_MAX) return false
  let isFound = false
  for (const secret of secrets) {
    const expected = Buffer.from(signWebhook(secret, id, timestamp, body), "latin1")
    for (const each of given) {
      const isSame = each.length === expected.length && timingSafeEqual(each, expected)
      isFound = isSame || isFound
    }
  }
  return isFound
}
