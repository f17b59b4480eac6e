/** @jsxImportSource hono/jsx */
/** What each fetch said of an attempt: the latest counts, those before are kept. */
import type { AttemptHistory } from "@faceid-tally/books/engine"
import type { Table } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { DataTable } from "../layout/DataTable.tsx"
import { verificationText } from "./verificationText.ts"

type Statement = AttemptHistory["statements"][number]

interface StatementsProps {
  readonly context: PageContext
  readonly statements: ReadonlyArray<Statement>
}

export const Statements: FC<StatementsProps> = ({ context, statements }) => {
  const text = verificationText[context.language]
  return (
    <details>
      <summary>{`${text.statements} (${context.formats.count(statements.length)})`}</summary>
      <DataTable
        context={context}
        caption={text.statements}
        className="stacks"
        table={statementTable(context)}
        rows={statements}
      />
    </details>
  )
}

const statementTable = ({ formats }: PageContext): Table<Statement> => [
  {
    key: "fetchedAt",
    title: (say) => say.columns.fetchedAt,
    value: ({ fetchedAt, storedAt }) => formats.exactInstant(fetchedAt ?? storedAt),
  },
  { key: "charge", title: (say) => say.columns.charge, value: ({ charge }, say) => say.charge(charge) },
  {
    key: "errcode",
    title: (say) => say.columns.errcode,
    value: ({ errcode }) => errcode,
    text: ({ errcode }) => String(errcode ?? "—"),
  },
  { key: "bizToken", title: () => "BizToken", value: ({ bizToken }) => bizToken },
]
