/**
 * Which of the files are account bills, told by their first bytes: a table in which products stand, whatever its level, or
 * JSON with the lists that the provider's billing answers have. All others are read as the bill of FaceID (F3).
 */
import * as Effect from "effect/Effect"

import { chunksOfFile } from "../content/readSource.ts"
import { RepeatedInput } from "../content/RepeatedInput.ts"
import { sheetsIn } from "../content/workbook.ts"
import type { InputError, ReadOptions } from "../options/ReadOptions.ts"
import { formatByMagic, MAGIC_BYTES } from "../sniffing/magic.ts"
import { headOf } from "../sources/holdsRecords.ts"
import { isDiskError } from "../sources/isDiskError.ts"
import { findSources, type Source } from "../sources/Sources.ts"
import { hasHeader } from "../table/findHeader.ts"
import { aboutOf } from "../threads/readFiles.ts"
import { findAccountBillHeader } from "./findAccountBillHeader.ts"
import { hasAccountBillSheet } from "./readAccountBillSheets.ts"

export interface AccountBillsAmong {
  /** The names of those that are. */
  readonly accountBills: ReadonlyArray<string>
  readonly others: ReadonlyArray<string>
  /** Standard input from its first byte on, where it was looked at. */
  readonly stdin: AsyncIterable<Uint8Array> | undefined
}

type Chunks = AsyncIterable<Uint8Array>
type AmongOptions = Pick<ReadOptions, "columns" | "encoding" | "spreadsheet" | "stdin">

export const accountBillsAmong = (
  files: ReadonlyArray<string>,
  options: AmongOptions,
): Effect.Effect<AccountBillsAmong, InputError> =>
  Effect.gen(function* () {
    const { sources } = yield* findSources(files, aboutOf("bills", options))
    return yield* Effect.promise(async () => {
      const accountBills: Array<string> = []
      const others: Array<string> = []
      const hasStdin = sources.some(({ path }) => path === undefined)
      const stdin = hasStdin ? new RepeatedInput(options.stdin ?? process.stdin) : undefined
      for (const source of sources) {
        const isOne = await isAccountBill(source, stdin, options)
        ;(isOne ? accountBills : others).push(source.name)
      }
      if (stdin !== undefined) stdin.isRead = true
      return { accountBills, others, stdin }
    })
  })

const isAccountBill = async (
  { path, size }: Source,
  stdin: Chunks | undefined,
  options: AmongOptions,
): Promise<boolean> => {
  // What can be read once only is left for who reads it.
  if (path !== undefined && size === undefined) return false
  const open = () => (path === undefined ? (stdin ?? process.stdin) : chunksOfFile(path))
  try {
    return await isAccountBillIn(open, options)
  } catch (error) {
    // Who reads it tells of it.
    if (!isDiskError(error)) throw error
    return false
  }
}

const isAccountBillIn = async (
  open: () => Chunks,
  { columns = {}, encoding, spreadsheet }: AmongOptions,
): Promise<boolean> => {
  const head = await headOf(open, encoding)
  if (formatByMagic(head.subarray(0, MAGIC_BYTES)) === "zip") {
    return spreadsheet !== undefined && (await sheetsIn(open(), spreadsheet, hasAccountBillSheet)) === true
  }
  if (hasHeader(head, { kind: "bills", columns, mayLackGiven: true })) return false
  return findAccountBillHeader(head, 0, head.length) !== undefined || hasBillingLists(head)
}

const hasBillingLists = (head: Uint8Array): boolean => {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString("latin1")
  return (
    !text.includes('"WeChatBillDetails"') &&
    /"(DetailSet|ComponentSet|ResourceSummarySet|SummaryOverview)"\s*:/.test(text)
  )
}
