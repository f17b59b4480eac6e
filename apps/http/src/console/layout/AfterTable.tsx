/** @jsxImportSource hono/jsx */
/** The links under a table: its spreadsheet, and its further pages. */
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { layoutText } from "./layoutText.ts"

interface AfterTableProps {
  readonly context: PageContext
  readonly sheet?: string | undefined
  readonly first?: string | undefined
  readonly next?: string | undefined
}

export const AfterTable: FC<AfterTableProps> = ({ context, sheet, first, next }) => {
  const text = layoutText[context.language]
  return (
    <div class="after">
      {next !== undefined || first !== undefined ? (
        <nav aria-label={text.paging} class="row">
          {next !== undefined && (
            <a href={next} rel="next">
              {text.nextPage}
            </a>
          )}
          {first !== undefined && <a href={first}>{text.firstPage}</a>}
        </nav>
      ) : null}
      {sheet !== undefined && (
        <a href={sheet} download>
          {text.download}
        </a>
      )}
    </div>
  )
}
