/** Bytes through the reader of one file, without a disk: what comes out of the plain path, and what is counted. */
import {
  Bill,
  type BillPage,
  chargeOfFlag,
  type DetectInfo,
  Dictionaries,
  type RegistrationRow,
  type Remark,
  Tally,
} from "@faceid-tally/core/engine"

import { BatchBuilder } from "../src/records/BatchBuilder.ts"
import type { Content } from "../src/options/Content.ts"
import { ContentReader } from "../src/content/ContentReader.ts"
import { OrderedMerge, type Target } from "../src/threads/OrderedMerge.ts"
import { billsInto } from "../src/readBills.ts"
import type { Fault } from "../src/options/ReadOptions.ts"
import { resultsInto } from "../src/readResults.ts"
import { Scanner } from "../src/scanner/Scanner.ts"

export type Outcome = DetectInfo | BillPage | RegistrationRow | "api error" | "rejected"

/** Cuts bytes at the given places, each taken modulo the length. */
export const cutAt = (bytes: Uint8Array, cuts: ReadonlyArray<number>): ReadonlyArray<Uint8Array> => {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1))), 0, bytes.length].toSorted((a, b) => a - b)
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end))
}

export const byteByByte = (bytes: Uint8Array): ReadonlyArray<Uint8Array> =>
  Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))

const content = (about: Partial<Content>): Content => ({
  kind: "results",
  name: "file.ndjson",
  columns: {},
  encoding: undefined,
  place: undefined,
  isOptional: false,
  needsDays: false,
  mayLackGiven: false,
  utcOffset: undefined,
  sheet: undefined,
  ...about,
})

const push = (reader: ContentReader, chunks: ReadonlyArray<Uint8Array>): void => {
  for (const chunk of chunks) reader.push(chunk)
  if (reader.needsEncoding) for (const chunk of reader.setEncoding("utf-8")) reader.push(chunk)
  reader.end()
}

/** The outcome of each record, in order, by the plain path. */
export const outcomesOf = (chunks: ReadonlyArray<Uint8Array>, about: Partial<Content> = {}): ReadonlyArray<Outcome> => {
  const outcomes: Array<Outcome> = []
  const reader = new ContentReader(content(about), {
    accept: (record) => outcomes.push(record._tag === "ApiError" ? "api error" : record),
    reject: () => outcomes.push("rejected"),
    remark: () => {},
    list: () => undefined,
    table: () => {},
  })
  push(reader, chunks)
  return outcomes
}

const scanner = new Scanner()

/** What is counted, and the faults, with the scanner or without. */
export const countBytes = (
  chunks: ReadonlyArray<Uint8Array>,
  about: Partial<Content> = {},
  path: "fast" | "plain" = "fast",
) => {
  const names = new Dictionaries()
  const [tally, bill] = [new Tally(names), new Bill(names)]
  const isBill = about.kind === "bills"
  const remarks: Array<Remark> = []
  const faults = readInto(isBill ? billsInto(bill) : resultsInto(tally), chunks, about, path, remarks)
  return { faults, remarks, ...(isBill ? billFacts(bill) : tallyFacts(tally)) }
}

/** Reads bytes into a target, and gives the faults. */
export const readInto = (
  target: Target,
  chunks: ReadonlyArray<Uint8Array>,
  about: Partial<Content> = {},
  path: "fast" | "plain" = "fast",
  remarks: Array<Remark> = [],
): ReadonlyArray<Omit<Fault, "file">> => {
  const { kind, ...whole } = content(about)
  const faults: Array<Omit<Fault, "file">> = []
  const delivery = new OrderedMerge({ sourceOf: () => 0, nameOf: () => "" }, target, {
    onRejected: ({ line, column, rejection }) => faults.push({ line, column, rejection }),
    onRemark: ({ remark }) => remarks.push(remark),
  })
  const collector = new BatchBuilder(target.rows.order)
  const isFast = path === "fast" && (kind === "results" || kind === "bills")
  const fast = isFast ? { scanner, kind, sink: collector } : undefined
  push(new ContentReader({ ...whole, kind }, collector, fast), chunks)
  scanner.skip(scanner.unread.length)
  delivery.add(0, collector.take())
  delivery.finish(0)
  delivery.close()
  return faults
}

export const tallyFacts = (tally: Tally) => {
  const attempts: Array<unknown> = []
  tally.forEachSeq((seq) => attempts.push({ key: tally.names.seqs.text(seq), ...tally.attempt(seq) }))
  const first = tally.firstAttempts()
  const tokens = Array.from({ length: tally.names.tokens.size }, (_, token) => [
    tally.names.tokens.text(token),
    tally.tokens.knowledge(token, first[token] ?? Infinity),
  ])
  return { summary: tally.summary(), attempts: sorted(attempts), tokens: sorted(tokens) }
}

export const billFacts = (bill: Bill) => {
  const { names } = bill
  const name = (dictionary: Dictionaries["seqs"], id: number) => (id < 0 ? null : dictionary.text(id))
  const pages = Array.from({ length: bill.pages }, (_, page) => ({
    day: bill.pageDay(page),
    account: name(names.accounts, bill.pageAccount(page)),
    rule: name(names.rules, bill.pageRule(page)),
    cursors: [bill.pageCursor(page), bill.pageNext(page), bill.hasNextPage(page)],
    isRepeated: bill.isRepeated(page),
    isTable: bill.isTable(page),
    lines: Array.from({ length: bill.lines }, (__, line) => line)
      .filter((line) => bill.linePage(line) === page)
      .map((line) => ({
        seq: name(names.seqs, bill.lineSeq(line)),
        token: name(names.tokens, bill.lineToken(line)),
        rule: name(names.rules, bill.lineRule(line)),
        count: bill.groupCount(bill.lineGroup(line)),
        charge: chargeOfFlag(bill.lineFlag(line)),
        errcode: bill.lineErrcode(line),
        at: bill.lineAt(line),
        type: name(names.chargeTypes, bill.lineType(line)),
      })),
  }))
  const coverage = bill.coverage.map(({ account, first, last }) => [name(names.accounts, account), first, last])
  return { counts: [bill.accepted, bill.apiErrors, bill.rejected], pages, coverage }
}

const sorted = (items: ReadonlyArray<unknown>): ReadonlyArray<string> =>
  items.map((item) => JSON.stringify(item)).toSorted()
