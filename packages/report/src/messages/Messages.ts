/** Every sentence that a person reads, once per language. The English ones give the catalogue its type. */
import type { Language } from "../language/Language.ts"
import { en } from "./en.ts"
import { zhCN } from "./zh-CN.ts"

export type { Messages } from "./en.ts"

const messagesByLanguage = { en, "zh-CN": zhCN }

export const messagesOf = (language: Language) => messagesByLanguage[language]
