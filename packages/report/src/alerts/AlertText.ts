/** An alert for people: a title, a few lines, and where to look. It names days, counts and accounts, and no person. */
import type { Alert, AlertKind, AlertNews } from "@faceid-tally/books/engine"

import { booksText, type BooksText } from "../books/booksText.ts"
import type { Language } from "../language/Language.ts"
import { type AlertKindTexts, type AlertSentences, alertTexts } from "./alertTexts.ts"

export interface AlertText extends AlertSentences {
  /** `null` where no address of the console is known. */
  readonly link: { readonly title: string; readonly url: string } | null
}

export interface AlertTextOptions {
  readonly language: Language
  /** Where the HTTP service is that has the console, without `/console`. */
  readonly consoleUrl?: string | undefined
}

/** `news`: whether it begins, has changed, or is over. */
export const alertText = (
  alert: Alert,
  { language, consoleUrl, news = "opened" }: AlertTextOptions & { readonly news?: AlertNews | undefined },
): AlertText => {
  const text = alertTexts[language]
  const said = kindSentences(alert, text.kind, adviceOn(alert, booksText[language]))
  const sentences: Readonly<Record<AlertNews, AlertSentences>> = {
    opened: said,
    updated: { ...said, title: text.updated(said.title) },
    resolved: alert.kind === "month_ready_to_close" ? text.notReady(alert.month) : text.resolved(said.title),
  }
  return { ...sentences[news], link: linkTo(pathOf(alert), text.open, consoleUrl) }
}

/** Titles that a digest shows. */
const TITLES_MAX = 20

/** Many alerts in one message. */
export const digestText = (
  alerts: ReadonlyArray<{ readonly alert: Alert; readonly news?: AlertNews | undefined }>,
  { language, consoleUrl }: AlertTextOptions,
): AlertText => {
  const text = alertTexts[language]
  const shown = alerts.slice(0, TITLES_MAX)
  const titles = shown.map(({ alert, news }) => alertText(alert, { language, news }).title)
  const sentences = text.digest(alerts.length, titles, alerts.length - shown.length)
  return { ...sentences, link: linkTo("/console", text.open, consoleUrl) }
}

export const testText = ({ language, consoleUrl }: AlertTextOptions): AlertText => {
  const text = alertTexts[language]
  return { ...text.test, link: linkTo("/console", text.open, consoleUrl) }
}

const kindSentences = <K extends AlertKind>(
  alert: Extract<Alert, { readonly kind: K }>,
  texts: AlertKindTexts,
  advice: string,
): AlertSentences => {
  const sentences: AlertKindTexts[K] = texts[alert.kind]
  return sentences(alert, advice)
}

const linkTo = (path: string, title: string, consoleUrl: string | undefined): AlertText["link"] =>
  consoleUrl === undefined ? null : { title, url: `${consoleUrl.replace(/\/+$/, "")}${path}` }

/** What the failure means that the alert tells of. */
const adviceOn = (alert: Alert, { provider, pull }: BooksText): string => {
  switch (alert.kind) {
    case "provider_refuses":
      return provider[alert.reason]
    case "pull_late":
    case "provider_outage":
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
    case "bill_rerun":
      return `/console/days/${alert.day}`
    case "month_ready_to_close":
      return `/console/statements/${alert.month}`
    case "decision_conflict":
      return `/console/months/${alert.month}`
    case "token_deadline":
      return "/console/verifications"
    case "provider_refuses":
    case "provider_outage":
      return "/console/settings"
    case "event_conflict":
    case "event_refused":
    case "heartbeat":
      return "/console"
  }
}
