/** Every sentence that a person reads, once per language. */
import type { Language } from "../language/Language.ts"
import { en } from "./en.ts"
import type { Messages } from "./Messages.ts"
import { zhCN } from "./zh-CN.ts"

const messagesByLanguage: Readonly<Record<Language, Messages>> = { en, "zh-CN": zhCN }

export const messagesOf = (language: Language): Messages => messagesByLanguage[language]
