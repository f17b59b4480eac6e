/** @jsxImportSource hono/jsx */
/** Discrepancies as rows that lead to their verifications. */
import type { RunItem } from "@faceid-tally/books"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { DataTable } from "../layout/DataTable.tsx"
import { signOf } from "../month/Bridge.tsx"
import { verificationPath } from "./links.ts"
import { runItemTable } from "./runItemTable.ts"

interface DiscrepancyTableProps {
  readonly context: PageContext
  readonly run: number
  readonly rows: ReadonlyArray<RunItem>
  readonly caption: string
  /** All are of one day, which the page names. */
  readonly isOneDay?: boolean
}

export const DiscrepancyTable: FC<DiscrepancyTableProps> = ({ context, run, rows, caption, isOneDay = false }) => {
  const isOneAccount = new Set(rows.map(({ item }) => item.account)).size < 2
  return (
    <DataTable
      context={context}
      caption={caption}
      className="stacks discrepancies"
      table={runItemTable(context).filter(
        ({ key }) => !(isOneAccount && key === "account") && !(isOneDay && key === "day"),
      )}
      rows={rows}
      rowHeader="seq"
      rowClass={({ item }) => signOf(item.impact)}
      href={(row, key) => (key === "seq" ? verificationPath(run, row) : undefined)}
    />
  )
}
