/** @jsxImportSource hono/jsx */
/** That a month is closed, as which revision, by whom and when. */
import type { StatementDocument } from "@faceid-tally/core/money"
import { closedSentences, statementText } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { closingText } from "./closingText.ts"

interface ClosedMarkProps {
  readonly context: PageContext
  readonly document: Pick<StatementDocument, "close">
}

export const ClosedMark: FC<ClosedMarkProps> = ({ context: { language, say }, document: { close } }) =>
  close === null ? null : (
    <p class="small">
      <span class="tag good">{closingText[language].closed(close.revision)}</span>{" "}
      {closedSentences({ close }, say, statementText[language]).join(say.gap)}
    </p>
  )
