/** The discrepancies of a month with what was decided of them, as the document `decisions/1` has them. */
import type { Month } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import type { Run } from "../ports/Run.ts"
import { lastRun } from "./monthStatement.ts"
import {
  type DecisionFilter,
  type DecisionsDocument,
  decisionDocument,
  isAsked,
  itemDocument,
  itemValues,
  monthDecisions,
} from "./monthDecisions.ts"

/** By a run of the month, else by the last one; what is gone is listed with `all`. */
export const decisionsOf = Effect.fnUntraced(function* (month: Month, filter: DecisionFilter, run?: Run | null) {
  const { items, gone } = yield* monthDecisions(month, run === undefined ? yield* lastRun(month) : run)
  const asked = items.filter(isAsked(filter))
  const values = yield* itemValues(
    month,
    asked.map(({ item }) => item),
  )
  return {
    schema: "decisions/1",
    month: month.name,
    items: asked.map((item) => itemDocument(month.name, item, values)),
    gone: filter.all === true ? gone.map(decisionDocument) : [],
  } satisfies DecisionsDocument
})
