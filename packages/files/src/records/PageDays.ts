/**
 * The days of pages that say none: that of their lines if they have one, else a date in the file's name, else none. A page
 * without a day and without lines says nothing and is rejected; so is each line without a day where days are needed
 * (M39, M40).
 */
import {
  type BillLine,
  type BillPage,
  dayOfInstant,
  dayOfLines,
  type Rejection,
  rejection,
  type Remark,
} from "@faceid-tally/core/engine"

import type { RecordSink } from "./RecordSink.ts"
import type { LineColumn } from "../scanner/InputWindow.ts"
import { dateInName } from "./dateInName.ts"

export interface DatedPage {
  /** What is left of the page; nothing where all of it was rejected. */
  readonly page: BillPage | undefined
  readonly rejections: ReadonlyArray<Rejection>
  readonly remark: Remark | undefined
}

export interface DaysOfFile {
  /** As it is called; `undefined` for what has no name of its own. */
  readonly name: string | undefined
  /** What has no day is of no use: a ledger keeps a bill by days. */
  readonly needsDays: boolean
}

export class PageDays {
  readonly #needsDays: boolean
  readonly #dayInName: number | undefined

  constructor({ name, needsDays }: DaysOfFile) {
    this.#needsDays = needsDays
    this.#dayInName = name === undefined ? undefined : dateInName(name)
  }

  /** Hands on what is left of a page, and tells the sink the rest; `place` is where it begins. */
  take(
    page: BillPage,
    sink: Pick<RecordSink, "reject" | "remark">,
    place: () => LineColumn,
    accept: (page: BillPage) => void,
  ): void {
    const { page: left, rejections, remark } = this.date(page)
    for (const each of rejections) sink.reject(each, place())
    if (remark !== undefined) sink.remark(remark)
    if (left !== undefined) accept(left)
  }

  date(page: BillPage): DatedPage {
    if (page.day !== null) return whole(page)
    const lines = page.groups.flatMap((group) => group.lines)
    if (page.flat) return this.#needsDays && lines.every(isUndated) ? nothingOf() : whole(page)
    const day = dayOfLines(page.groups)
    if (day !== null) return whole({ ...page, day })
    const named = this.#dayInName
    const isFitting = named !== undefined && (lines.every(isUndated) || lines.some(({ at }) => isOfDay(at, named)))
    if (isFitting) {
      return { ...whole({ ...page, day: named }), remark: { code: "day_of_name", day: named } }
    }
    if (lines.length === 0) return nothingOf()
    return this.#needsDays ? withoutUndated(page) : whole(page)
  }
}

const whole = (page: BillPage): DatedPage => ({ page, rejections: [], remark: undefined })
const nothingOf = (): DatedPage => ({ page: undefined, rejections: [rejection("no_day")], remark: undefined })

const isUndated = ({ at }: BillLine): boolean => at === null
const isOfDay = (at: number | null, day: number): boolean => at !== null && dayOfInstant(at) === day

/** The lines that have a day of their own; each other line, and each group without one, is rejected. */
const withoutUndated = (page: BillPage): DatedPage => {
  const rejections: Array<Rejection> = []
  const groups = page.groups.flatMap((group, g) => {
    const path = ["WeChatBillDetails", g]
    if (group.lines.length === 0) rejections.push(rejection("no_day", path))
    for (const [l, line] of group.lines.entries()) {
      if (isUndated(line)) rejections.push(rejection("no_day", [...path, "ChargeDetails", l]))
    }
    const lines = group.lines.filter((line) => !isUndated(line))
    return lines.length === 0 ? [] : [{ ...group, lines }]
  })
  return { page: groups.length === 0 ? undefined : { ...page, groups }, rejections, remark: undefined }
}
