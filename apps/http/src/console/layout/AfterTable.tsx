/** @jsxImportSource hono/jsx */
/** The links under a table: its spreadsheet, and its further pages. */
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"

interface AfterTableProps {
  readonly desk: Desk
  readonly sheet?: string | undefined
  readonly first?: string | undefined
  readonly next?: string | undefined
}

export const AfterTable: FC<AfterTableProps> = ({ desk, sheet, first, next }) => {
  const { shell } = desk.text
  return (
    <div class="after">
      {next !== undefined || first !== undefined ? (
        <nav aria-label={shell.paging} class="row">
          {next !== undefined && (
            <a href={next} rel="next">
              {shell.nextPage}
            </a>
          )}
          {first !== undefined && <a href={first}>{shell.firstPage}</a>}
        </nav>
      ) : null}
      {sheet !== undefined && (
        <a href={sheet} download>
          {shell.download}
        </a>
      )}
    </div>
  )
}
