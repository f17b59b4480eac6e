/** Kept work for people: a row for each piece, with what its failure means and what to do. */
import type { WorkItem } from "@faceid-tally/books/engine"
import { instantToIso, isoOrNull } from "@faceid-tally/core/engine"

import { booksText } from "../books/booksText.ts"
import type { Language } from "../language/Language.ts"
import type { Table } from "../table/Table.ts"
import { workText } from "./workText.ts"

export const workTable = (language: Language): Table<WorkItem> => {
  const { columns, kind, state } = workText[language]
  return [
    { key: "id", title: () => "ID", value: ({ id }) => id, align: "right" },
    { key: "kind", title: () => columns.kind, value: (item) => item.kind, text: (item) => kind[item.kind] },
    { key: "subject", title: () => columns.subject, value: ({ subject }) => subject },
    { key: "state", title: () => columns.state, value: (item) => item.state, text: (item) => state[item.state] },
    { key: "dueAt", title: () => columns.dueAt, value: ({ dueAt }) => instantToIso(dueAt), holds: "time" },
    {
      key: "endedAt",
      title: () => columns.endedAt,
      value: ({ endedAt }) => isoOrNull(endedAt),
      holds: "time",
    },
    { key: "failures", title: () => columns.failures, value: ({ failures }) => failures, align: "right" },
    { key: "code", title: () => columns.code, value: ({ code }) => code },
    { key: "explanation", title: () => columns.explanation, value: (item) => workExplanation(item, language) },
  ]
}

/** What the last failure means and what to do, in a sentence or two; `null` where nothing failed. */
export const workExplanation = ({ kind, code }: Pick<WorkItem, "kind" | "code">, language: Language): string | null => {
  if (code === null) return null
  const [words, books] = [workText[language], booksText[language]]
  const [, family = "", rest = ""] = /^(ledger|http|robot)_(.+)$/.exec(code) ?? []
  if (family === "ledger") return textOf(books.ledger, rest) ?? words.unknown(code)
  if (kind === "alert" && family === "http") return words.httpStatus(rest)
  if (kind === "alert" && family === "robot") return words.robotCode(rest)
  // An alert meets the network of its target, a day that of the provider.
  const known = kind === "alert" ? [words.code] : [books.provider, books.pull, words.code]
  return known.map((texts) => textOf(texts, code)).find((text) => text !== undefined) ?? words.unknown(code)
}

const textOf = (texts: Readonly<Record<string, string>>, code: string): string | undefined =>
  Object.hasOwn(texts, code) ? texts[code] : undefined
