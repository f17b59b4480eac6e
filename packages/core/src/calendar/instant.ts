/**
 * A point in time as people and programs write it: epoch milliseconds, or ISO 8601 with its offset, within the years
 * 2015 to 2099 (R34). Every time at every door is read here. What is refused is named, because seconds that
 * are taken for milliseconds are a day of 1970, and nobody sees it.
 */
import { dayNumberOf, startOfDay } from "./day.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"

const FIRST_DAY = dayNumberOf("2015-01-01") as number
const LAST_DAY = dayNumberOf("2099-12-31") as number

/** The first and the last instant that is read, epoch milliseconds. Fixed bounds: core has no clock. */
export const INSTANT_FIRST = startOfDay(FIRST_DAY)
export const INSTANT_LAST = startOfDay(LAST_DAY + 1) - 1

/** Why a value is no instant. All but the last are the codes of rejections. */
export const instantFaults = [
  "time_in_seconds",
  "time_in_microseconds",
  "time_in_nanoseconds",
  "time_as_compact_date",
  "time_out_of_span",
  "time_without_offset",
  "time_is_a_date",
  "no_time",
] as const
export type InstantFault = (typeof instantFaults)[number]

export const INSTANT_EXPECTED = "an ISO 8601 time with offset, or epoch milliseconds"
export const DATE_EXPECTED = "a date YYYY-MM-DD"

/** The rejection of a field that holds no time, or no date. */
export const timeRejection = (
  fault: InstantFault,
  path: ReadonlyArray<string | number>,
  expected: string = INSTANT_EXPECTED,
): Rejection => (fault === "no_time" ? rejection("wrong_type", path, expected) : rejection(fault, path))

/**
 * Epoch milliseconds of what was written, or why it is no instant. `utcOffset` (minutes) is what a time without an
 * offset is read with; without it such a time is refused.
 */
export const readInstant = (value: string | number, utcOffset?: number): number | InstantFault => {
  if (typeof value === "number") return readNumber(value)
  return /^\d+(\.\d+)?$/.test(value) ? readDigits(value) : readWritten(value, utcOffset)
}

/** Why a value is no instant, `undefined` where it is one. */
export const whyNoInstant = (value: string | number): InstantFault | undefined => {
  const read = readInstant(value)
  return typeof read === "number" ? undefined : read
}

/** The instant of a field that was checked before; empty and missing are `null`. */
export const readInstantField = (value: string | number | null | undefined): number | null => {
  if (value === null || value === undefined || value === "") return null
  const instant = readInstant(value)
  return typeof instant === "number" ? instant : null
}

const isInSpan = (ms: number): boolean => ms >= INSTANT_FIRST && ms <= INSTANT_LAST
const inSpan = (ms: number): number | InstantFault => (isInSpan(ms) ? ms : "time_out_of_span")

const readNumber = (value: number): number | InstantFault => {
  if (!Number.isFinite(value)) return "no_time"
  if (Number.isInteger(value)) return isInSpan(value) ? value : whyNoMilliseconds(value)
  return isInSpan(value * 1000) ? "time_in_seconds" : "no_time"
}

/** Digits, perhaps with a fraction: `2016.0` is an integer only where a table says so. */
const readDigits = (text: string): number | InstantFault => {
  const instant = readNumber(Number(text))
  return typeof instant === "number" && text.includes(".") ? "no_time" : instant
}

const COMPACT_DATE = /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(\d{6})?$/

const whyNoMilliseconds = (value: number): InstantFault => {
  if (isInSpan(value * 1000)) return "time_in_seconds"
  if (isInSpan(value / 1000)) return "time_in_microseconds"
  if (isInSpan(value / 1_000_000)) return "time_in_nanoseconds"
  return COMPACT_DATE.test(String(value)) ? "time_as_compact_date" : "time_out_of_span"
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))$/
/** As databases and spreadsheets write it. */
const LOCAL_TIME = /^(\d{4}[-/]\d{1,2}[-/]\d{1,2})[T ](\d{1,2}):(\d\d)(?::(\d\d)(?:\.(\d+))?)?$/

const readWritten = (text: string, utcOffset: number | undefined): number | InstantFault => {
  const iso = ISO_TIME.exec(text)
  if (iso !== null) return instantAt(iso, offsetMinutes(iso[6], iso[7], iso[8]))
  const local = LOCAL_TIME.exec(text)
  if (local !== null) {
    const instant = instantAt(local, utcOffset ?? 0)
    return instant === "no_time" || utcOffset !== undefined ? instant : "time_without_offset"
  }
  return dateNumberOf(text) === undefined ? "no_time" : "time_is_a_date"
}

const offsetMinutes = (sign: string | undefined, hour = "0", minute = "0"): number | undefined => {
  if (Number(hour) > 23 || Number(minute) > 59) return undefined
  return (Number(hour) * 60 + Number(minute)) * (sign === "-" ? -1 : 1)
}

const instantAt = (parts: ReadonlyArray<string | undefined>, offset: number | undefined): number | InstantFault => {
  const day = dateNumberOf(parts[1] ?? "")
  const [hour, minute, second] = [Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 0)]
  if (day === undefined || offset === undefined || hour > 23 || minute > 59 || second > 59) return "no_time"
  const fraction = Number((parts[5] ?? "").padEnd(3, "0").slice(0, 3))
  return inSpan(((day * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000 + fraction)
}

/** The time as of which the books are looked at: an instant, or of a day its last one in China. */
export const readAsOf = (value: string | number): number | InstantFault => {
  const day = typeof value === "string" ? readDate(value) : "no_time"
  return typeof day === "number" ? startOfDay(day + 1) - 1 : readInstant(value)
}

/** The day number of a real date, with or without zeros, with `-` or `/`. */
const dateNumberOf = (text: string): number | undefined => {
  const [, year, , month = "", day = ""] = /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})$/.exec(text) ?? []
  return year === undefined ? undefined : dayNumberOf(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`)
}

/** The day number of a bill's Date, within the same years, or why it is none. */
export const readDate = (text: string): number | InstantFault => inDays(dateNumberOf(text))

/** The same of a number of days since 1970-01-01. */
export const inDays = (day: number | undefined): number | InstantFault => {
  if (day === undefined) return "no_time"
  return day >= FIRST_DAY && day <= LAST_DAY ? day : "time_out_of_span"
}

const OFFSET_MAX = 14 * 60

/** Minutes of an offset from UTC as it is written: `+08:00`. */
export const readUtcOffset = (text: string): number | undefined => {
  const [, sign, hour, minute] = /^([+-])(\d\d):(\d\d)$/.exec(text) ?? []
  const offset = sign === undefined ? undefined : offsetMinutes(sign, hour, minute)
  return offset !== undefined && Math.abs(offset) <= OFFSET_MAX ? offset : undefined
}
