/** The books for programs without Effect, and how events are signed. Types are plain, and little is loaded before the books are opened. */
export {
  type FetchedAnswer,
  type Keeper,
  registering,
  type RegisteringOptions,
  type Registration,
} from "@faceid-tally/books/registering"
export type * from "./plain/Books.ts"
export { BooksError, type BooksErrorCode, booksErrorCodes } from "./plain/BooksError.ts"
export type { AccountSettings, BooksSettings, OpenOptions, RuleSettings } from "./plain/BooksSettings.ts"
export { openBooks } from "./plain/openBooks.ts"
export {
  signWebhook,
  verifyWebhook,
  type WebhookHeaders,
  webhookSecretOf,
  type WebhookVerdict,
} from "./security/standardWebhooks.ts"
