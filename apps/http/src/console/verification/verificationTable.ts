/** BizTokens as a table, on the page and as a spreadsheet. */
import type { Verification } from "@faceid-tally/books/engine"
import { fetchTimeOf, instantToIso, isoOrNull } from "@faceid-tally/core/engine"
import type { Table } from "@faceid-tally/report"

import type { PageContext } from "../context/PageContext.ts"
import { fetchText } from "./fetchText.ts"
import { verificationText } from "./verificationText.ts"

export const verificationTable = ({ language, words, formats }: PageContext): Table<Verification> => [
  { key: "bizToken", title: () => "BizToken", value: ({ bizToken }) => bizToken },
  {
    key: "issuedAt",
    title: () => verificationText[language].issued,
    value: ({ issuedAt }) => instantToIso(issuedAt),
    text: ({ issuedAt }) => formats.instant(issuedAt),
    holds: "time",
  },
  { key: "ruleId", title: () => "RuleId", value: ({ ruleId }) => ruleId },
  { key: "account", title: () => verificationText[language].account, value: ({ account }) => account },
  {
    key: "fetchedAt",
    title: () => verificationText[language].fetched,
    value: (verification) => isoOrNull(fetchTimeOf(verification)),
    text: (verification) => fetchText(verification, language, formats.instant),
    holds: "time",
  },
  {
    key: "state",
    title: () => verificationText[language].state,
    value: ({ state, refused, failureCode }) =>
      refused ? verificationText[language].refused(failureCode ?? "") : words.state[state],
  },
]
