/** BizTokens as a table, on the page and as a spreadsheet. */
import type { Verification } from "@faceid-tally/books"
import type { Table } from "@faceid-tally/report"

import type { Desk } from "../Desk.ts"

export const verificationTable = ({ text, words, formats }: Desk): Table<Verification> => [
  { key: "bizToken", title: () => "BizToken", value: ({ bizToken }) => bizToken },
  { key: "issuedAt", title: () => text.verification.issued, value: ({ issuedAt }) => formats.instant(issuedAt) },
  { key: "ruleId", title: () => "RuleId", value: ({ ruleId }) => ruleId },
  { key: "account", title: () => text.verification.account, value: ({ account }) => account },
  {
    key: "fetchedAt",
    title: () => text.verification.fetched,
    value: ({ fetchedAt }) => (fetchedAt === null ? text.verification.never : formats.instant(fetchedAt)),
  },
  {
    key: "state",
    title: () => text.verification.state,
    value: ({ state, refused, failureCode }) =>
      refused ? text.verification.refused(failureCode ?? "") : words.state[state],
  },
]
