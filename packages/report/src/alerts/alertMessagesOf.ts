import type { Language } from "../language/Language.ts"
import { alertsEn } from "./en.ts"
import type { AlertMessages } from "./AlertMessages.ts"
import { alertsZhCN } from "./zh-CN.ts"

const messagesByLanguage: Readonly<Record<Language, AlertMessages>> = { en: alertsEn, "zh-CN": alertsZhCN }

export const alertMessagesOf = (language: Language): AlertMessages => messagesByLanguage[language]
