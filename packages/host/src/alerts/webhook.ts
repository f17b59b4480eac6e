/** A POST signed by Standard Webhooks: facts for programs, with the sentences for people beside them. */
import { signWebhook, webhookSecretOf } from "../security/standardWebhooks.ts"
import type { AlertFormat } from "./AlertMessage.ts"

export const webhook: AlertFormat = {
  request: ({ id, kind, facts, text, raisedAt }, { url, secret = "" }, now) => {
    const { title, lines, link } = text
    const body = JSON.stringify({
      type: `alert.${kind}`,
      timestamp: new Date(raisedAt).toISOString(),
      data: { ...facts, title, text: lines.join("\n"), url: link?.url ?? null },
    })
    const timestamp = String(Math.floor(now / 1000))
    const signature = signWebhook(webhookSecretOf(secret) ?? new Uint8Array(), id, timestamp, Buffer.from(body))
    return {
      url,
      headers: { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature },
      body,
    }
  },
}
