/** An alert for people: a title, a few lines, and where to look. It names days, counts and accounts, and no person. */
import type { Alert } from "@faceid-tally/books"

import { type BooksMessages, booksMessagesOf } from "../books/BooksMessages.ts"
import type { Language } from "../Language.ts"
import { alertMessagesOf, type AlertSentences } from "./AlertMessages.ts"

export interface AlertText extends AlertSentences {
  /** `null` where no address of the console is known. */
  readonly link: { readonly title: string; readonly url: string } | null
}

export interface AlertTextOptions {
  readonly language: Language
  /** Where the HTTP service is that has the console, without `/console`. */
  readonly consoleUrl?: string | undefined
}

export const alertText = (alert: Alert, { language, consoleUrl }: AlertTextOptions): AlertText => {
  const messages = alertMessagesOf(language)
  const url = consoleUrl === undefined ? null : `${consoleUrl.replace(/\/+$/, "")}${pathOf(alert)}`
  return {
    ...messages.say(alert, adviceOn(alert, booksMessagesOf(language))),
    link: url === null ? null : { title: messages.open, url },
  }
}

/** What the failure means that the alert tells of. */
const adviceOn = (alert: Alert, { provider, pull }: BooksMessages): string => {
  switch (alert.kind) {
    case "provider_refuses":
      return provider[alert.reason]
    case "pull_late":
      return Object.entries({ ...pull, ...provider }).find(([code]) => code === alert.code)?.[1] ?? ""
    default:
      return ""
  }
}

/** The page of the console that shows it. */
const pathOf = (alert: Alert): string => {
  switch (alert.kind) {
    case "overcharged_day":
    case "unexplained_day":
    case "pull_late":
      return `/console/days/${alert.day}`
    case "token_deadline":
      return "/console/verifications"
    case "provider_refuses":
      return "/console/settings"
    case "event_conflict":
    case "event_refused":
      return "/console"
  }
}
