/** What was decided, on one line: the state and what belongs to it. */
import type { DecidableItem } from "@faceid-tally/books/engine"
import { dayOfInstant } from "@faceid-tally/core/engine"
import { amountText, type CarriedOver, type Said } from "@faceid-tally/core/money"
import { decisionText, kindText, yuan } from "@faceid-tally/report"

import type { PageContext } from "../context/PageContext.ts"
import { decisionsText } from "./decisionsText.ts"
import { awaits } from "./statedItems.ts"

type Reader = Pick<PageContext, "language" | "formats" | "say">

export const saidText = (
  { state, reason, ref, amount, units }: Said,
  { language }: Pick<Reader, "language">,
): string => {
  const words = decisionText[language]
  return [
    words.state[state],
    reason === null ? null : words.reason[reason],
    amount === null ? null : yuan(amountText(amount), ""),
    units === null ? null : decisionsText[language].units(units),
    ref,
  ]
    .filter((part) => part !== null)
    .join(" · ")
}

/** What stands of an item: its decision, or what it awaits; and what was decided of the same Seq elsewhere. */
export const statedText = (stated: CarriedOver<DecidableItem>, reader: Reader): string => {
  const { decision, changedSince, state, related } = stated
  const { language, formats, say } = reader
  const text = decisionsText[language]
  const own =
    decision !== null && changedSince !== null
      ? text.changedSince(formats.day(dayOfInstant(changedSince)), saidText(decision, reader))
      : decision !== null && state !== "open"
        ? saidText(decision, reader)
        : awaits(stated)
          ? decisionText[language].state.open
          : null
  const others = related.map(({ month, item, state: other }) =>
    text.relatedTo(month, kindText(item.kind, say), decisionText[language].state[other]),
  )
  return [own, ...others].filter((part) => part !== null).join(say.language === "en" ? "; " : "；")
}
