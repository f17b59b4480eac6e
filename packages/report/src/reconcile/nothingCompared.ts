/** What is said where nothing was compared: that it is so, and what there is to ask for instead (M37). */
import type { Seen } from "@faceid-tally/core/engine"

import { reconcileText } from "./reconcileText.ts"
import type { SharedText } from "../messages/sharedText.ts"
import { printable } from "../language/printable.ts"

export interface ComparisonRequest {
  readonly ruleId?: string | null | undefined
  readonly from?: string | null | undefined
  readonly to?: string | null | undefined
}

/** So many RuleIds, and so many days, are named. */
export const NAMED_MAX = 20

export const nothingComparedLines = (
  { ruleId, from, to }: ComparisonRequest,
  { ruleIds, days }: Seen,
  say: SharedText,
) => [
  reconcileText[say.language].nothingCompared(ruleId == null ? undefined : printable(ruleId), from ?? to, to ?? from),
  ...(ruleIds.length + days.length === 0 ? [reconcileText[say.language].nothingThere] : []),
  ...listed(ruleIds.map(printable), reconcileText[say.language].ruleIdsThere),
  ...listed(days, reconcileText[say.language].daysThere),
]

const listed = (
  names: ReadonlyArray<string>,
  sentence: (names: ReadonlyArray<string>, more: number) => string,
): ReadonlyArray<string> =>
  names.length === 0 ? [] : [sentence(names.slice(0, NAMED_MAX), Math.max(0, names.length - NAMED_MAX))]
