/**
 * The calendar day at UTC+08:00, on which the provider's bill is cut (docs/provider.md, the bill API). A day is written
 * `YYYY-MM-DD`; where millions of days are held it is the number of days since 1970-01-01. `BillingDaySchema.ts` has its schema.
 */

/** A real calendar date, `YYYY-MM-DD`. It is the type of the schema in `BillingDaySchema.ts`, written out: plain callers have no Effect. */
export type BillingDay = string & { readonly "~effect/Brand": { readonly BillingDay: "BillingDay" } }

const MS_PER_DAY = 86_400_000
const CHINA_OFFSET_MS = 8 * 3_600_000

/** The number that stands for "no day is known" wherever a day is a number. */
export const NO_DAY = -0x8000_0000

/**
 * Days since 1970-01-01 of a real calendar date `YYYY-MM-DD`, or `undefined` if there is no such date. It is asked of every
 * item of long lists, so it reckons: reading a `Date` and writing it again takes five times as long.
 */
export const dayNumberOf = (text: string): number | undefined => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  if (month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return undefined
  // Years that begin in March, so that a leap day is the last of its year.
  const marchYear = month < 3 ? year - 1 : year
  const daysBefore = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  return marchYear * 365 + leapDaysBefore(marchYear) + daysBefore - DAYS_BEFORE_1970
}

const daysOfMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** How many leap days lie between 0000-03-01 and the 1st of March of a year. */
const leapDaysBefore = (year: number): number => Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)

/** Days from 0000-03-01 to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_468

/** The date of a day number; the inverse of {@link dayNumberOf}. */
export const dayFromNumber = (day: number): BillingDay =>
  new Date(day * MS_PER_DAY).toISOString().split("T")[0] as BillingDay

/** The day number on which an instant (epoch milliseconds) falls in China. */
export const dayOfInstant = (ms: number): number => Math.floor((ms + CHINA_OFFSET_MS) / MS_PER_DAY)

/** The first instant of a day in China, epoch milliseconds; one before the next day's is its last. */
export const startOfDay = (day: number): number => day * MS_PER_DAY - CHINA_OFFSET_MS

/** An instant as ISO 8601 at +08:00, `2019-12-24T17:23:08.135+08:00`. */
export const instantToIso = (ms: number): string => new Date(ms + CHINA_OFFSET_MS).toISOString().replace("Z", "+08:00")

/** The same of what may be unknown. */
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : instantToIso(ms))
