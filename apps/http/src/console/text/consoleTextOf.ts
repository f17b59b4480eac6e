import type { Language } from "@faceid-tally/report"

import type { ConsoleText } from "./ConsoleText.ts"
import { en } from "./en.ts"
import { zhCN } from "./zh-CN.ts"

const textByLanguage: Readonly<Record<Language, ConsoleText>> = { en, "zh-CN": zhCN }

export const consoleTextOf = (language: Language): ConsoleText => textByLanguage[language]
