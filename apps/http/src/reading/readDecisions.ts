/** A sheet in which people have decided, with the words of both languages. */
import { type DecisionSheet, readDecisionSheet } from "@faceid-tally/files/decisions"
import { codeByWord, fieldByHead } from "@faceid-tally/report"

import type { Reader } from "../limits/ReadingRoom.ts"
import { workbookReader } from "./workbookReader.ts"

export const readDecisions = (bytes: Uint8Array, reader?: Reader): Promise<DecisionSheet> =>
  readDecisionSheet(bytes, {
    spreadsheet: workbookReader(reader),
    codeOf: (word) => codeByWord.get(word) ?? word,
    heads: fieldByHead,
  })
