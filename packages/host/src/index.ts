/** The books for programs without Effect, and how events are signed. */
export { type Books, openBooks } from "./books/openBooks.ts"
export {
  signWebhook,
  verifyWebhook,
  type WebhookHeaders,
  webhookSecretOf,
  type WebhookVerdict,
} from "./security/standardWebhooks.ts"
