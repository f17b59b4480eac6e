/** @jsxImportSource hono/jsx */
/** Discrepancies as rows that lead to their verifications. */
import type { Run, RunItem } from "@faceid-tally/books"
import { byPlan } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { DataTable } from "../layout/DataTable.tsx"
import { signOf } from "../layout/signOf.ts"
import type { Filter } from "./Filter.ts"
import { verificationPath } from "./links.ts"
import { runItemTable } from "./runItemTable.ts"

interface DiscrepancyTableProps {
  readonly context: PageContext
  readonly run: Pick<Run, "id" | "amounts">
  readonly rows: ReadonlyArray<RunItem>
  readonly caption: string
  readonly month: string | undefined
  readonly filter?: Filter
  /** All are of one day, which the page names. */
  readonly isOneDay?: boolean
}

export const DiscrepancyTable: FC<DiscrepancyTableProps> = (props) => {
  const { context, run, rows, caption, month, filter, isOneDay = false } = props
  const isOneAccount = new Set(rows.map(({ item }) => item.account)).size < 2
  const pricing = run.amounts === null ? undefined : byPlan(run.amounts)
  return (
    <DataTable
      context={context}
      caption={caption}
      className="stacks discrepancies"
      table={runItemTable(context, pricing).filter(
        ({ key }) => !(isOneAccount && key === "account") && !(isOneDay && key === "day"),
      )}
      rows={rows}
      rowHeader="seq"
      rowClass={({ item }) => signOf(item.impact)}
      href={(row, key) => (key === "seq" ? verificationPath(row, { run: run.id, month, filter }) : undefined)}
    />
  )
}
