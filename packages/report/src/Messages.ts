/** Every sentence that a person reads, once per language. The English ones give the catalogue its type. */
import type { Language } from "./Language.ts"
import { en } from "./messages/en.ts"
import { zhCN } from "./messages/zh-CN.ts"

export type { Messages } from "./messages/en.ts"

const messagesByLanguage = { en, "zh-CN": zhCN }

export const messagesOf = (language: Language) => messagesByLanguage[language]
