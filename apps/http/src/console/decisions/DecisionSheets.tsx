/** @jsxImportSource hono/jsx */
/** The sheet in which people decide: taken away as the filter has it, and brought back to be looked at first. */
import type { FC } from "hono/jsx"

import { mayDecide, type PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { FormToken } from "../layout/FormToken.tsx"
import { decisionsText } from "./decisionsText.ts"

interface DecisionSheetsProps {
  readonly context: PageContext
  readonly month: string
  /** What of the filter the sheet knows. */
  readonly query: Readonly<Record<string, string | undefined>>
}

export const DecisionSheets: FC<DecisionSheetsProps> = ({ context, month, query }) => {
  const text = decisionsText[context.language]
  return (
    <details class="section">
      <summary>{text.bySheet}</summary>
      <p>{text.bySheetHelp}</p>
      <p class="row">
        <a href={paths.decisionFile(month, "xlsx", query)} class="button" download>
          {text.xlsx}
        </a>
        <a href={paths.decisionFile(month, "csv", query)} download>
          {text.csv}
        </a>
      </p>
      {mayDecide(context.reader) && (
        <form method="post" action={paths.tryDecisions(month)} enctype="multipart/form-data" class="row">
          <FormToken context={context} />
          <input type="hidden" name="back" value={`${context.url.pathname}${context.url.search}`} />
          <input type="file" name="file" required accept=".xlsx,.csv" aria-label={text.file} />
          <button>{text.preview}</button>
        </form>
      )}
    </details>
  )
}
