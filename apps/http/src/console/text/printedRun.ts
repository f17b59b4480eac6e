/** What the foot of a printed page says: by which reconciliation, and by which seal it can be proven. */
import type { Language } from "@faceid-tally/report"

import { consoleText } from "./consoleText.ts"

interface SealedRun {
  readonly id: number
  readonly seal: { readonly head: string } | null
}

export const printedRun = ({ id, seal }: SealedRun, language: Language): string =>
  consoleText[language].printedRun(id, seal?.head ?? null)
