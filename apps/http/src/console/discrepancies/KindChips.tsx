/** @jsxImportSource hono/jsx */
/** The kinds of discrepancies with how many there are, to choose one. */
import type { RunItemCount } from "@faceid-tally/books/engine"
import { discrepancyKinds } from "@faceid-tally/core/engine"
import { kindText } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { discrepanciesText } from "./discrepanciesText.ts"
import { type Filter, queryOf } from "./Filter.ts"

interface KindChipsProps {
  readonly context: PageContext
  readonly month: string | undefined
  readonly run: number
  readonly filter: Filter
  readonly counts: ReadonlyArray<RunItemCount>
}

export const KindChips: FC<KindChipsProps> = ({ context, month, run, filter, counts }) => {
  const text = discrepanciesText[context.language]
  const countOf = (kind: string) => counts.find((each) => each.kind === kind)?.count ?? 0
  const kinds = discrepancyKinds.filter((kind) => countOf(kind) > 0 || kind === filter.kind)
  const all = counts.reduce((sum, { count }) => sum + count, 0)
  const chip = (kind: Filter["kind"], name: string, count: number) => (
    <li>
      <a
        class="chip"
        href={paths.discrepancies({ month, run, ...queryOf({ ...filter, kind }) })}
        aria-current={kind === filter.kind ? "true" : undefined}
      >
        {name} <b>{context.formats.count(count)}</b>
      </a>
    </li>
  )
  return (
    <nav aria-label={text.kind}>
      <ul class="chips">
        {chip(undefined, text.allKinds, all)}
        {kinds.map((kind) => chip(kind, kindText(kind, context.say), countOf(kind)))}
      </ul>
    </nav>
  )
}
