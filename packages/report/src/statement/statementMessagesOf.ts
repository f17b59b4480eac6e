import type { Language } from "../language/Language.ts"
import { statementEn } from "./en.ts"
import type { StatementMessages } from "./StatementMessages.ts"
import { statementZhCN } from "./zh-CN.ts"

const messagesByLanguage: Readonly<Record<Language, StatementMessages>> = {
  en: statementEn,
  "zh-CN": statementZhCN,
}

export const statementMessagesOf = (language: Language): StatementMessages => messagesByLanguage[language]
