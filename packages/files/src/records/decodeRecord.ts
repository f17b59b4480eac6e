/**
 * The plain path: the value of one JSON record, and what core makes of it. This is most of what a thread would load, and
 * lines that are all regular need none of it: so it is loaded with the first odd one.
 */
import {
  decodeRegistration,
  isReadAtTop,
  Notes,
  type Reading,
  readRecord,
  type Rejection,
  rejection,
  type Remark,
} from "@faceid-tally/core/engine"

import type { Content } from "../options/Content.ts"
import { buildDeep, buildJson, locateAll, skimJson } from "../json/jsonReader.ts"
import { jsonText } from "../json/jsonText.ts"
import { QUOTE } from "../json/JsonWalk.ts"
import type { Decoded } from "./RecordSink.ts"

/** What a value is read for. */
export type Sought = Pick<Content, "kind" | "place" | "utcOffset">

/** A record with its first byte, or why it is none with the byte at fault. */
export type Found =
  | { readonly _tag: "Read"; readonly record: Decoded; readonly at: number }
  | { readonly _tag: "Fault"; readonly rejection: Rejection; readonly at: number }

export interface FoundRecords {
  /** In their order; one for most values. */
  readonly found: ReadonlyArray<Found>
  readonly remarks: ReadonlyArray<Remark>
}

/** Decodes the value that is all of `bytes[start, end)`, and complete; `parsed` is what parseShort made of it. */
export const decodeRecord = (
  bytes: Uint8Array,
  start: number,
  end: number,
  parsed: unknown,
  sought: Sought,
): FoundRecords => {
  const shallow = parsed === undefined ? buildJson(bytes, start, end) : parsed
  const isWhole = parsed !== undefined || isReadAtTop(shallow, sought.kind === "bills" ? "bills" : "results")
  const { outcomes, remarks } = readAs(isWhole ? shallow : buildDeep(bytes, start, end), sought)
  const places = locateAll(
    bytes,
    start,
    end,
    outcomes.map(({ at }) => at),
  )
  const found = outcomes.map((outcome, nth): Found => {
    const at = places[nth] ?? start
    if (outcome._tag === "Read") return { _tag: "Read", record: outcome.record, at }
    const isText = !isInvalidText(bytes, at, end)
    const why = isText ? outcome.rejection : rejection("invalid_encoding", outcome.rejection.path)
    return { _tag: "Fault", rejection: why, at }
  })
  return { found, remarks }
}

const readAs = (value: unknown, { kind, ...how }: Sought): Reading<Decoded> => {
  if (kind === "registrations") return registration(value, how.utcOffset)
  if (kind === "bills") return readRecord(value, "bills", how)
  const results = readRecord(value, "results", how)
  return kind === "any" && isOfBill(results) ? readRecord(value, "bills", how) : results
}

const registration = (value: unknown, utcOffset: number | undefined): Reading<Decoded> => {
  const notes = new Notes()
  const outcome = decodeRegistration(value, utcOffset, notes)
  return { outcomes: [outcome], remarks: notes.remarks }
}

/** Whether what was looked at as results says by itself that it is of the bill. */
const isOfBill = ({ outcomes }: Reading<Decoded>): boolean =>
  outcomes.length > 0 &&
  outcomes.every((outcome) => outcome._tag === "Rejected" && outcome.rejection.code === "bill_among_results")

const isInvalidText = (bytes: Uint8Array, at: number, end: number): boolean => {
  if (bytes[at] !== QUOTE) return false
  const text = skimJson(bytes, at, end)
  return text.outcome === "complete" && typeof jsonText(bytes, at, text.at, false) !== "string"
}
