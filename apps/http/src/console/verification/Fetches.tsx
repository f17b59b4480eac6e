/** @jsxImportSource hono/jsx */
/** How the result was asked for, and what came of it. */
import type { FetchNote } from "@faceid-tally/books/engine"
import type { Table } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { DataTable } from "../layout/DataTable.tsx"
import { Section } from "../layout/Section.tsx"
import { verificationText } from "./verificationText.ts"

interface FetchesProps {
  readonly context: PageContext
  readonly fetches: ReadonlyArray<FetchNote>
}

export const Fetches: FC<FetchesProps> = ({ context, fetches }) => {
  const text = verificationText[context.language]
  return (
    <Section id="fetches" title={text.fetches} isEmpty={fetches.length === 0} empty={text.noFetches}>
      <DataTable
        context={context}
        caption={text.fetches}
        className="stacks"
        table={fetchTable(context)}
        rows={fetches}
        rowClass={({ outcome }) => (outcome === "fetched" ? undefined : "gap")}
      />
    </Section>
  )
}

const fetchTable = ({ language, formats }: PageContext): Table<FetchNote> => [
  { key: "at", title: (say) => say.columns.time, value: ({ at }) => formats.exactInstant(at) },
  {
    key: "outcome",
    title: () => verificationText[language].outcomeColumn,
    value: ({ outcome }) => verificationText[language].outcome[outcome],
  },
  { key: "attempts", title: (say) => say.columns.attempts, value: ({ attempts }) => attempts, align: "right" },
  {
    key: "news",
    title: () => verificationText[language].news,
    value: ({ observations }) => observations,
    align: "right",
  },
  { key: "code", title: () => verificationText[language].code, value: ({ code }) => code },
]
