/** Every sentence of an alert: a title, then what happened and what to do. */
import type { Alert } from "@faceid-tally/books"

import type { Language } from "../language/Language.ts"
import { alertsEn } from "./en.ts"
import { alertsZhCN } from "./zh-CN.ts"

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

const messagesByLanguage: Readonly<Record<Language, AlertMessages>> = { en: alertsEn, "zh-CN": alertsZhCN }

export const alertMessagesOf = (language: Language): AlertMessages => messagesByLanguage[language]
