/** @jsxImportSource hono/jsx */
/** Discrepancies as rows that lead to their verifications. */
import type { Run, RunItem } from "@faceid-tally/books/engine"
import { byPlan, kindText, type Ticks } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import { mayDecide, type PageContext } from "../context/PageContext.ts"
import { DECIDE_FORM, TICK } from "../decisions/DecideForm.tsx"
import { decisionsText } from "../decisions/decisionsText.ts"
import { seenText } from "../decisions/Seen.ts"
import type { Stated } from "../decisions/statedItems.ts"
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
  /** What was decided, by the place of the item. */
  readonly stated?: ReadonlyMap<number, Stated> | undefined
  /** All are of one day, which the page names. */
  readonly isOneDay?: boolean
}

export const DiscrepancyTable: FC<DiscrepancyTableProps> = (props) => {
  const { context, run, rows, caption, month, filter, stated, isOneDay = false } = props
  const isOneAccount = new Set(rows.map(({ item }) => item.account)).size < 2
  const hasTicks = stated !== undefined && mayDecide(context.reader)
  const pricing = run.amounts === null ? undefined : byPlan(run.amounts)
  return (
    <DataTable
      context={context}
      caption={caption}
      className="stacks discrepancies"
      table={runItemTable(context, { pricing, stated }).filter(
        ({ key }) => !(isOneAccount && key === "account") && !(isOneDay && key === "day"),
      )}
      rows={rows}
      rowHeader="seq"
      ticks={hasTicks ? ticksOf(stated, context) : undefined}
      rowClass={({ item }) => signOf(item.impact)}
      href={(row, key) => (key === "seq" ? verificationPath(row, { run: run.id, month, filter }) : undefined)}
    />
  )
}

const ticksOf = (stated: ReadonlyMap<number, Stated>, { language, say }: PageContext): Ticks<RunItem> => {
  const text = decisionsText[language]
  return {
    form: DECIDE_FORM,
    name: TICK,
    title: text.tick,
    of: ({ place, item }) => {
      const found = stated.get(place)
      if (found === undefined) return undefined
      const { key, facts } = found.item
      return {
        value: seenText({ key, facts, base: found.decision?.number ?? 0 }),
        label: text.tickOf(`${kindText(item.kind, say)} ${item.seq ?? item.bizToken ?? item.day ?? ""}`.trim()),
      }
    },
  }
}
