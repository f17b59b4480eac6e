import type { Language } from "../language/Language.ts"
import { workEn } from "./en.ts"
import type { WorkMessages } from "./WorkMessages.ts"
import { workZhCN } from "./zh-CN.ts"

const messagesByLanguage: Readonly<Record<Language, WorkMessages>> = { en: workEn, "zh-CN": workZhCN }

export const workMessagesOf = (language: Language): WorkMessages => messagesByLanguage[language]
