import type { Language } from "../language/Language.ts"
import { booksEn } from "./en.ts"
import type { BooksMessages } from "./BooksMessages.ts"
import { booksZhCN } from "./zh-CN.ts"

const booksByLanguage: Readonly<Record<Language, BooksMessages>> = { en: booksEn, "zh-CN": booksZhCN }

export const booksMessagesOf = (language: Language): BooksMessages => booksByLanguage[language]
