/** What people read of an operation, in both languages. */
import type { Language } from "@faceid-tally/report"

export type Words = Readonly<Record<Language, string>>
