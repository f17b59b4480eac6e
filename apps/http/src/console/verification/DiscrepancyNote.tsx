/** @jsxImportSource hono/jsx */
/** The discrepancy that led to the page: its kind, its reason in words, and what both sides say. */
import type { Discrepancy } from "@faceid-tally/core"
import { explanation } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"
import { sideText } from "../discrepancies/runItemTable.ts"

export const DiscrepancyNote: FC<{ readonly desk: Desk; readonly item: Discrepancy }> = ({ desk, item }) => {
  const { text, say, formats } = desk
  const tone = item.impact > 0 ? "bad" : item.impact < 0 ? "warn" : ""
  return (
    <div class={`notice ${tone}`}>
      <p>
        <strong>{`${say.kind[item.kind]} ${item.impact === 0 ? "" : formats.signed(item.impact)}`}</strong>
      </p>
      <p>{`${explanation(item, say)}${say.stop}`}</p>
      {(item.ledger !== null || item.bill !== null) && (
        <p>{text.verification.both(sideText(item.ledger, say), sideText(item.bill, say))}</p>
      )}
      <p class="soft small">{text.discrepancies.what[item.kind]}</p>
    </div>
  )
}
