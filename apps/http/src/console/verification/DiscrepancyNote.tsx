/** @jsxImportSource hono/jsx */
/** The discrepancy that led to the page: its kind, its reason in words, and what both sides say. */
import type { KeptDiscrepancy } from "@faceid-tally/books/engine"
import { discrepancyKinds } from "@faceid-tally/core/engine"
import { explanation, kindText } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { sideText } from "../discrepancies/runItemTable.ts"
import { discrepanciesText } from "../discrepancies/discrepanciesText.ts"
import { verificationText } from "./verificationText.ts"

export const DiscrepancyNote: FC<{ readonly context: PageContext; readonly item: KeptDiscrepancy }> = ({
  context,
  item,
}) => {
  const { say, formats } = context
  const text = verificationText[context.language]
  // One that another version of this program kept may be of a kind that this one does not know.
  const known = discrepancyKinds.find((kind) => kind === item.kind)
  const tone = item.impact > 0 ? "bad" : item.impact < 0 ? "warn" : ""
  return (
    <div class={`notice ${tone}`}>
      <p>
        <strong>{`${kindText(item.kind, say)} ${item.impact === 0 ? "" : formats.signed(item.impact)}`}</strong>
      </p>
      <p>{`${explanation(item, say)}${say.stop}`}</p>
      {(item.ledger !== null || item.bill !== null) && (
        <p>{text.both(sideText(item.ledger, say), sideText(item.bill, say))}</p>
      )}
      {known !== undefined && <p class="soft small">{discrepanciesText[context.language].what[known]}</p>}
    </div>
  )
}
