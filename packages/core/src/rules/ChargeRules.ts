/**
 * The published charge rules: which return codes an edition charges. They audit the provider's flag and never overwrite
 * it (docs/provider.md). A rule set is data: the published one is built in, and a user can bring a table of the same form.
 */
import * as Result from "effect/Result"

import type { BillingDay } from "../calendar/day.ts"
import { dayNumberOf, NO_DAY } from "../calendar/day.ts"
import { publishedEditions, publishedOn, publishedRows, publishedSources } from "./publishedRules.ts"

/** What one edition's table says of a code: charged, free, or not listed. */
export type Ruling = "charged" | "free" | "unlisted"

export interface RuleSource {
  readonly title: string
  /** The provider's page, or the user's file. */
  readonly page: string
  /** When it was read; `null` for a user's table. */
  readonly readOn: string | null
}

/** One code as one edition sees it. */
export interface Explanation {
  readonly edition: string
  readonly ruling: Ruling
  readonly source: RuleSource
}

export interface CodeExplanation {
  readonly errcode: number
  /** `null` where no table lists the code. */
  readonly meaning: { readonly zh: string; readonly en: string } | null
  readonly editions: ReadonlyArray<Explanation>
}

/** The older page charged these as well before 2021-07-19 (docs/provider.md, M19). */
const WECHAT_CHANGED_ON = dayNumberOf("2021-07-19") as number
const WECHAT_CHARGED_BEFORE = new Set([2007, 2009, 2010, 2011, 2012, 2013, 2014, 2015])

interface Row {
  readonly zh: string
  readonly en: string
  readonly rulings: ReadonlyMap<string, Ruling>
}

export class ChargeRules {
  readonly editions: ReadonlyArray<string>
  readonly #rows: ReadonlyMap<number, Row>
  readonly #sources: ReadonlyMap<string, RuleSource>
  /** Whether the `wechat` table here is the provider's own, which changed in 2021. */
  readonly #isPublished: boolean

  constructor(
    editions: ReadonlyArray<string>,
    rows: ReadonlyMap<number, Row>,
    sources: ReadonlyMap<string, RuleSource>,
    isPublished: boolean,
  ) {
    this.editions = editions
    this.#rows = rows
    this.#sources = sources
    this.#isPublished = isPublished
  }

  /** Every code that the rules of an edition may say something of. */
  get codes(): ReadonlySet<number> {
    return new Set([...this.#rows.keys(), ...WECHAT_CHARGED_BEFORE])
  }

  /** What the rules of `edition` say of a code; `day` is a day number, NO_DAY for today's rules. */
  ruling(errcode: number, edition: string, day: number = NO_DAY): Ruling {
    const isOld = day !== NO_DAY && day < WECHAT_CHANGED_ON
    if (this.#isPublished && edition === "wechat" && isOld && WECHAT_CHARGED_BEFORE.has(errcode)) return "charged"
    return this.#rows.get(errcode)?.rulings.get(edition) ?? "unlisted"
  }

  /** What a code means and whether it is charged: by one edition, or by each. */
  explain(errcode: number, edition?: string, day?: BillingDay): CodeExplanation {
    const row = this.#rows.get(errcode)
    const editions = edition === undefined ? this.editions : [edition]
    const onDay = day === undefined ? NO_DAY : (dayNumberOf(day) ?? NO_DAY)
    return {
      errcode,
      meaning: row === undefined ? null : { zh: row.zh, en: row.en },
      editions: editions.map((name) => ({
        edition: name,
        ruling: this.ruling(errcode, name, onDay),
        source: this.#sources.get(name) ?? { title: name, page: "", readOn: null },
      })),
    }
  }

  /**
   * A user's own table, in the form of the published one: CSV with `code`, optionally `zh` and `en`, and a column for each
   * edition that holds `y` (charged), `n` (not charged) or nothing (not listed), parted by commas, tabs or semicolons.
   * A code that stands twice is refused, for which of its rows is meant nobody can tell. `name` says where it came from.
   */
  static parse(csv: string, name: string): Result.Result<ChargeRules, RulesFault> {
    const lines = csv.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)
    const delimiter = delimiterOf(lines[0] ?? "")
    const header = splitCells(lines[0] ?? "", delimiter)
    const code = header.indexOf("code")
    if (code < 0) return Result.fail({ line: 1, problem: "no_code_column" })
    const editions = header.filter((title) => title !== "" && !["code", "zh", "en"].includes(title))
    if (editions.length === 0) return Result.fail({ line: 1, problem: "no_edition_column" })
    const rows = new Map<number, Row>()
    for (const [index, line] of lines.entries()) {
      if (index === 0 || line.trim() === "") continue
      const cells = splitCells(line, delimiter)
      const cell = (title: string) => cells[header.indexOf(title)] ?? ""
      if (!/^-?\d+$/.test(cell("code"))) return Result.fail({ line: index + 1, problem: "bad_code" })
      if (rows.has(Number(cell("code")))) return Result.fail({ line: index + 1, problem: "code_twice" })
      const rulings = new Map<string, Ruling>()
      for (const edition of editions) {
        const ruling = RULING_BY_MARK[cell(edition).toLowerCase()]
        if (ruling === undefined) return Result.fail({ line: index + 1, problem: "bad_mark" })
        rulings.set(edition, ruling)
      }
      rows.set(Number(cell("code")), { zh: cell("zh"), en: cell("en"), rulings })
    }
    const sources = new Map(editions.map((edition) => [edition, { title: edition, page: name, readOn: null }]))
    return Result.succeed(new ChargeRules(editions, rows, sources, false))
  }
}

/** Why a user's table of rules cannot be read. */
export interface RulesFault {
  readonly line: number
  readonly problem: "no_code_column" | "no_edition_column" | "bad_code" | "code_twice" | "bad_mark"
}

const RULING_BY_MARK: { readonly [mark: string]: Ruling } = { y: "charged", n: "free", "": "unlisted", "-": "unlisted" }

const delimiters = [",", "\t", ";"] as const
type Delimiter = (typeof delimiters)[number]

/** The delimiter by which the header has a column named code. */
const delimiterOf = (header: string): Delimiter =>
  delimiters.find((delimiter) => splitCells(header, delimiter).includes("code")) ?? ","

const cellsBy: Readonly<Record<Delimiter, RegExp>> = {
  ",": /,(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))/g,
  "\t": /\t(?:[^\S\t]*"((?:[^"]|"")*)"[^\S\t]*|([^\t]*))/g,
  ";": /;(?:\s*"((?:[^"]|"")*)"\s*|([^;]*))/g,
}

/** The cells of one line; quotes are honoured, a quoted line break is not (no meaning needs one). */
const splitCells = (line: string, delimiter: Delimiter): Array<string> =>
  [...`${delimiter}${line}`.matchAll(cellsBy[delimiter])].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "").trim() : quoted.replaceAll('""', '"'),
  )

/** The provider's published rules. */
export const publishedRules: ChargeRules = new ChargeRules(
  publishedEditions,
  new Map(
    publishedRows.map(([code, flags, zh, en]) => [
      code,
      {
        zh,
        en,
        rulings: new Map(publishedEditions.map((name, i) => [name, RULING_BY_MARK[flags[i] ?? ""] ?? "unlisted"])),
      },
    ]),
  ),
  new Map(Object.entries(publishedSources).map(([name, source]) => [name, { ...source, readOn: publishedOn }])),
  true,
)
