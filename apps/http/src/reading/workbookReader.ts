/**
 * How a workbook of a body is read: only one that unpacks to little enough, and alone where a reader of the room is given, since it
 * is held as a whole.
 */
import { type SpreadsheetReader, unpackedBytes } from "@faceid-tally/files"
import { readWorkbook } from "@faceid-tally/report"

import type { Reader } from "../limits/ReadingRoom.ts"

/** What a workbook may unpack to here: its texts are held while it is read. */
const UNPACKED_BYTES_MAX = 256 << 20

export const workbookReader =
  (reader?: Reader): SpreadsheetReader =>
  async (workbook) => {
    if ((unpackedBytes(workbook) ?? 0) > UNPACKED_BYTES_MAX) throw new RangeError("the workbook is too large")
    await reader?.beAlone()
    return readWorkbook(workbook)
  }
