/** A table of charge rules that a user brings. */
import * as Result from "effect/Result"

import { ChargeRules, type RuleRow, type Ruling, RULING_BY_MARK } from "./ChargeRules.ts"

/**
 * A user's own table, in the form of the published one: CSV with `code`, optionally `zh` and `en`, and a column for each
 * edition that holds `y` (charged), `n` (not charged) or nothing (not listed), parted by commas, tabs or semicolons.
 * A code that stands twice is refused, for which of its rows is meant nobody can tell. `name` says where it came from.
 */
export const parseChargeRules = (csv: string, name: string): Result.Result<ChargeRules, RulesFault> => {
  const lines = csv.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/)
  const delimiter = delimiterOf(lines[0] ?? "")
  const header = splitCells(lines[0] ?? "", delimiter)
  const code = header.indexOf("code")
  if (code < 0) return Result.fail({ line: 1, problem: "no_code_column" })
  const editions = header.filter((title) => title !== "" && !["code", "zh", "en"].includes(title))
  if (editions.length === 0) return Result.fail({ line: 1, problem: "no_edition_column" })
  const rows = new Map<number, RuleRow>()
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

/** Why a user's table of rules cannot be read. */
export interface RulesFault {
  readonly line: number
  readonly problem: "no_code_column" | "no_edition_column" | "bad_code" | "code_twice" | "bad_mark"
}

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
