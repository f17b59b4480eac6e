/** @jsxImportSource hono/jsx */
/** The states with how many discrepancies are in each, to choose one. */
import { type DecisionState, decisionStates } from "@faceid-tally/core/money"
import { decisionText } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { decisionsText } from "./decisionsText.ts"
import type { StatedItems } from "./statedItems.ts"

interface StateChipsProps {
  readonly context: PageContext
  readonly counts: StatedItems["counts"]
  readonly chosen: DecisionState | undefined
  readonly pathOf: (state: DecisionState | undefined) => string
}

export const StateChips: FC<StateChipsProps> = ({ context, counts, chosen, pathOf }) => {
  const text = decisionsText[context.language]
  return (
    <nav aria-label={text.states}>
      <ul class="chips">
        <li>
          <a class="chip" href={pathOf(undefined)} aria-current={chosen === undefined ? "true" : undefined}>
            {text.anyState}
          </a>
        </li>
        {decisionStates.map((state) => (
          <li>
            <a class="chip" href={pathOf(state)} aria-current={state === chosen ? "true" : undefined}>
              {decisionText[context.language].state[state]} <b>{context.formats.count(counts.get(state) ?? 0)}</b>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
