/** Files of results as a ledger takes them. */
import { RowNumbers } from "@faceid-tally/books/engine"
import { decodeDetectInfo, type DetectInfo } from "@faceid-tally/core/engine"
import * as Result from "effect/Result"

import type { Files } from "../../core/test/readInto.ts"

/** Decoded results, the rows of each file numbered. */
export const recordsOf = (files: Files) =>
  files.flatMap((file) => {
    const rows = new RowNumbers()
    return file
      .map((record) => decodeDetectInfo(record))
      .filter((decoded) => Result.isSuccess(decoded))
      .map(({ success }) => success)
      .filter((info): info is DetectInfo => info._tag === "DetectInfo")
      .map((record) => rows.number(record))
  })
