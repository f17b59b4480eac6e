/** Days, times and counts as the reader's language writes them. Days and times are those of China, where the bill is cut. */
import { dayNumberOf } from "@faceid-tally/core/engine"
import { formatCount, type Language } from "@faceid-tally/report"

const MS_PER_DAY = 86_400_000
const CHINA = "Asia/Shanghai"

export interface Formats {
  /** `10月5日 周一`, `Mon 5 Oct`. */
  readonly day: (day: number) => string
  /** `2026年10月5日 星期一`, `Monday 5 October 2026`. */
  readonly longDay: (day: number) => string
  /** `2026年10月`, `October 2026`. */
  readonly month: (month: string) => string
  /** To the minute, in China. */
  readonly instant: (ms: number) => string
  /** To the second, in China. */
  readonly exactInstant: (ms: number) => string
  readonly count: (count: number) => string
  /** With its sign: `+3`, `−1`, `0`. */
  readonly signed: (count: number) => string
}

const makeFormats = (language: Language): Formats => {
  const locale = language === "en" ? "en-GB" : language
  const ofDay = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" })
    return (day: number) => format.format(day * MS_PER_DAY).replace(",", "")
  }
  const ofInstant = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, hourCycle: "h23", timeZone: CHINA })
    return (ms: number) => format.format(ms).replace(",", "")
  }
  const month = ofDay({ year: "numeric", month: "long" })
  const minute = { year: "numeric", month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" } as const
  return {
    day: ofDay({ month: "short", day: "numeric", weekday: "short" }),
    longDay: ofDay({ year: "numeric", month: "long", day: "numeric", weekday: "long" }),
    month: (text) => month(dayNumberOf(`${text}-01`) ?? 0),
    instant: ofInstant(minute),
    exactInstant: ofInstant({ ...minute, second: "2-digit" }),
    count: (count) => formatCount(count),
    signed: (count) => formatCount(count, { sign: true }),
  }
}

const formatsByLanguage: Readonly<Record<Language, Formats>> = { en: makeFormats("en"), "zh-CN": makeFormats("zh-CN") }

export const formatsOf = (language: Language): Formats => formatsByLanguage[language]
