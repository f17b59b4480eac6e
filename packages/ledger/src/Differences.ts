/**
 * Loads what days of the books and their bill differ in. Most attempts agree with the one line of their Seq in all that
 * is compared; the database finds them by a join, they stay there, and their sums come instead. What is loaded:
 *
 *   - lines that do not agree with the attempt of their Seq and day, and all lines of a Seq that has several;
 *   - lines of BizTokens whose ChargeCounts differ from their lines;
 *   - the attempts of these lines on whatever day, and all attempts of the BizTokens of lines that have none;
 *   - attempts without a line on their day.
 *
 * A property test holds the outcome equal to that of loading everything.
 */
import type { Differences, DifferencesOptions } from "@faceid-tally/books"
import {
  type Agreed,
  type Bill,
  CHARGED,
  DEFAULT_ACCOUNT,
  NO_DAY,
  NO_NAME,
  type Tally,
  UNCHARGED,
  UNKNOWN,
  violates,
} from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import { daysBetween } from "./Attempts.ts"
import { type ChosenVersion, chooseVersions, LineColumns, lineColumns, openPages } from "./BillLoading.ts"
import { type BillSums, readSums } from "./BillSums.ts"
import type { Database } from "./Database.ts"
import { fromStored } from "./StoredText.ts"
import { addAttempts, attemptColumns, ROWS_PER_PAGE } from "./TallyLoading.ts"
import { TallyColumns } from "./TallyColumns.ts"
import type { Value } from "./Tables.ts"

/** More lines that differ are not held in memory: then everything is loaded as it lies. */
const LINES_MAX = 50_000

type Rows = ReadonlyArray<ReadonlyArray<Value>>

/** The version of a day of one account, with what it sums up to. */
interface SummedVersion extends ChosenVersion {
  readonly sums: BillSums
}

/** `null` where it cannot be told apart, or differs so much that it does not pay; then begin anew. */
export const loadDifferences = Effect.fnUntraced(function* (
  db: Database,
  tally: Tally,
  bill: Bill,
  options: DifferencesOptions,
) {
  const { fromDay, toDay } = options
  const near = { fromDay: fromDay - 1, toDay: toDay + 1 }
  const days = daysBetween(near.fromDay, near.toDay)
  const versions = yield* summedVersions(db, yield* chooseVersions(db, near))
  if (versions === null) return null
  const books = new OpenBooks(db, days, versions)
  if (!(yield* books.openLines(options))) return null
  yield* books.openAttempts
  yield* books.addLinesOfAttempts

  for (const { version, batch, sums } of versions) {
    const pages = yield* openPages(db, bill, version, batch)
    const columns = new LineColumns(bill, pages)
    const differing = new Set(sums.counts.map(([token, rule]) => groupKey(token, rule)))
    for (const line of books.linesOf(version.id)) {
      columns.add(differing.has(groupKey(line[LINE.token], line[LINE.rule])) ? line : line.with(LINE.chargeCount, null))
    }
    for (const page of pages) bill.closePage(page)
    // Pages that look alike without their other lines need not be so.
    if (pages.some((page) => bill.isRepeated(page))) return null
  }
  const columns = new TallyColumns(tally)
  yield* addAttempts(db, columns, books.attempts)
  for (const day of [...daysBetween(fromDay, toDay), NO_DAY]) {
    yield* visitUnbilled(db, day, books.versionsOf(day), (seqs) =>
      Effect.flatMap(
        attemptsBy(
          db,
          day,
          "seq",
          seqs.filter((seq) => !books.hasAttempt(seq)),
        ),
        (rows) => addAttempts(db, columns, rows),
      ),
    )
  }
  const inWindow = versions.filter(({ version }) => version.day >= fromDay && version.day <= toDay)
  return {
    versions: versions.map(({ version }) => version),
    agreed: { ...agreedOf(inWindow, books), accounts: yield* accountsOf(db, bill, [...days, NO_DAY]) },
  } satisfies Differences
})

/** Places of the columns of a line. */
const LINE = { seq: 0, page: 1, place: 2, token: 4, rule: 5, chargeCount: 6, flag: 7, type: 10 } as const
const ATTEMPT_SEQ = 0
const ATTEMPT_TOKEN = 5

const groupKey = (token: Value | undefined, rule: Value | undefined): string =>
  JSON.stringify([token || "", rule || ""])

/** The bills of whole days, all summed up; `null` where there are others. */
const summedVersions = Effect.fnUntraced(function* (db: Database, chosen: ReadonlyArray<ChosenVersion>) {
  const summed: Array<SummedVersion> = []
  for (const { version, batch } of chosen) {
    const sums = version.ruleId === null ? yield* readSums(db, version) : null
    if (sums === null) return null
    summed.push({ version, batch, sums })
  }
  return summed
})

/** Lines and attempts that are open: compared line by line. */
class OpenBooks {
  readonly #db: Database
  readonly #days: ReadonlyArray<number>
  readonly #versions: ReadonlyArray<SummedVersion>
  /** By version, and there by place. */
  readonly #lines = new Map<number, Map<string, ReadonlyArray<Value>>>()
  readonly #seqs = new Set<string>()
  /** By Seq, with their days. */
  readonly #attempts = new Map<string, { readonly day: number; readonly row: ReadonlyArray<Value> }>()

  constructor(db: Database, days: ReadonlyArray<number>, versions: ReadonlyArray<SummedVersion>) {
    this.#db = db
    this.#days = days
    this.#versions = versions
  }

  get attempts(): Rows {
    return [...this.#attempts.values()].map(({ row }) => row)
  }

  hasAttempt(seq: string): boolean {
    return this.#attempts.has(seq)
  }

  linesOf(version: number): Iterable<ReadonlyArray<Value>> {
    return this.#lines.get(version)?.values() ?? []
  }

  versionsOf(day: number): ReadonlyArray<number> {
    return this.#versions.filter(({ version }) => version.day === day).map(({ version }) => version.id)
  }

  /** Finds the lines that do not agree; false where there are too many. */
  openLines(options: DifferencesOptions) {
    return Effect.gen({ self: this }, function* () {
      let room = LINES_MAX
      for (const { version, batch, sums } of this.#versions) {
        const lines = yield* differingLines(this.#db, version.day, version.id, batch, {
          countsDiffer: sums.counts.length > 0,
          violations: violationsOf(options, version.day),
          limit: room + 1,
        })
        if (lines.length > room) return false
        room -= lines.length
        this.#addLines(version.id, lines)
      }
      for (const day of this.#days) {
        const versions = this.versionsOf(day)
        if (versions.length === 0) continue
        const repeated = yield* this.#db.rows(
          `SELECT seq FROM bill_line WHERE day = ? AND version_id IN (${marks(versions)}) GROUP BY seq HAVING count(*) > 1
         LIMIT ?`,
          day,
          ...versions,
          room + 1,
        )
        if (repeated.length > room) return false
        room -= repeated.length
        for (const [seq] of repeated) this.#seqs.add(seq as string)
      }
      return true
    })
  }

  #addLines(version: number, lines: Rows): void {
    const known = this.#lines.get(version) ?? new Map<string, ReadonlyArray<Value>>()
    this.#lines.set(version, known)
    for (const line of lines) {
      known.set(`${line[LINE.page]} ${line[LINE.place]}`, line)
      this.#seqs.add(line[LINE.seq] as string)
    }
  }

  /** Finds the attempts of open Seqs, and all attempts of the BizTokens of lines that have none. */
  get openAttempts() {
    return Effect.gen({ self: this }, function* () {
      this.#seqs.delete("")
      yield* this.#findAttempts("seq", this.#seqs, ATTEMPT_SEQ)
      const tokens = new Set<string>()
      for (const lines of this.#lines.values()) {
        for (const line of lines.values()) {
          const token = line[LINE.token] as string | null | undefined
          if (typeof token === "string" && !this.hasAttempt(line[LINE.seq] as string)) tokens.add(token)
        }
      }
      yield* this.#findAttempts("biz_token", tokens, ATTEMPT_TOKEN)
    })
  }

  #findAttempts(column: "seq" | "biz_token", keys: ReadonlySet<string>, place: number) {
    return Effect.gen({ self: this }, function* () {
      let left = [...keys]
      for (const day of [...this.#days, NO_DAY]) {
        const found = new Set<Value | undefined>()
        for (const chunk of chunksOf(left)) {
          const rows = yield* attemptsBy(this.#db, day, column, chunk)
          for (const row of rows) {
            this.#attempts.set(row[ATTEMPT_SEQ] as string, { day, row })
            found.add(row[place])
          }
        }
        // A Seq lies on one day, a BizToken's attempts may lie on several.
        if (column === "seq") left = left.filter((key) => !found.has(key))
      }
    })
  }

  /** Adds the lines that agree with attempts which are open all the same: a Seq is compared whole. */
  get addLinesOfAttempts() {
    return Effect.gen({ self: this }, function* () {
      const seqsByDay = Map.groupBy(this.#attempts.keys(), (seq) => this.#attempts.get(seq)?.day ?? NO_DAY)
      const columns = lineColumns.split(", ").map((name) => `b.${name}`)
      for (const { version, batch } of this.#versions) {
        for (const chunk of chunksOf(seqsByDay.get(version.day) ?? [])) {
          const lines = yield* this.#db.rows(
            `SELECT ${columns.join(", ")} FROM ${this.#db.dialect.textsJoining} bill_line AS b
             ON b.day = ? AND b.version_id = ? AND b.seq = k.value AND b.batch = ?`,
            JSON.stringify(chunk),
            version.day,
            version.id,
            batch,
          )
          this.#addLines(version.id, lines)
        }
      }
    })
  }
}

/** Rows of the view on a day, by their Seqs or by their BizTokens. */
const attemptsBy = (db: Database, day: number, column: "seq" | "biz_token", keys: ReadonlyArray<string>) => {
  const columns = attemptColumns.split(", ").map((name) => `a.${name}`)
  const { textsJoining, byToken } = db.dialect
  return db.rows(
    `SELECT ${columns.join(", ")} FROM ${textsJoining} attempt AS a ${column === "seq" ? "" : byToken}
     ON a.day = ? AND a.${column} = k.value`,
    JSON.stringify(keys),
    day,
  )
}

function* chunksOf(keys: ReadonlyArray<string>): Generator<ReadonlyArray<string>> {
  for (let i = 0; i < keys.length; i += ROWS_PER_PAGE) yield keys.slice(i, i + ROWS_PER_PAGE)
}

const marks = (values: ReadonlyArray<unknown>): string => values.map(() => "?").join(", ")

/** Flags and codes that contradict the rules: pairs of them are told, though they agree. */
const violationsOf = ({ editionRules }: DifferencesOptions, day: number): string | null => {
  if (editionRules === undefined) return null
  const codesOf = (flag: number) =>
    [...editionRules.rules.codes].filter((code) => violates(editionRules, flag, code, day) !== undefined)
  const conditions = [UNCHARGED, CHARGED]
    .map((flag) => ({ flag, codes: codesOf(flag) }))
    .filter(({ codes }) => codes.length > 0)
    .map(({ flag, codes }) => `(b.flag = ${flag} AND coalesce(b.errcode, a.errcode) IN (${codes.join(", ")}))`)
  return conditions.length === 0 ? null : conditions.join(" OR ")
}

/** The lines of a version that do not agree with an attempt of their Seq on their day. */
const differingLines = (
  db: Database,
  day: number,
  version: number,
  batch: number,
  { countsDiffer, violations, limit }: { countsDiffer: boolean; violations: string | null; limit: number },
) => {
  const agrees = [
    "a.several = 0",
    `b.flag <> 0 AND b.flag <> ${UNKNOWN} AND (a.flag = ${CHARGED}) = (b.flag = ${CHARGED})`,
    "(a.errcode = b.errcode OR a.errcode IS NULL OR b.errcode IS NULL)",
    "(a.biz_token = b.biz_token OR a.biz_token IS NULL OR b.biz_token IS NULL)",
    ...(violations === null ? [] : [`coalesce(NOT (${violations}), 1 = 1)`]),
  ]
  const counted = "SELECT c.biz_token FROM bill_count AS c WHERE c.day = ? AND c.version_id = ?"
  const columns = lineColumns.split(", ").map((name) => `b.${name}`)
  return db.rows(
    `WITH differing AS ${db.dialect.materialized} (
       SELECT ${columns.join(", ")} FROM bill_line AS b LEFT JOIN attempt AS a ON a.day = b.day AND a.seq = b.seq
       WHERE b.day = ? AND b.version_id = ? AND b.batch = ? AND (
         a.seq IS NULL OR NOT (${agrees.join(" AND ")})
         ${countsDiffer ? `OR coalesce(b.biz_token, '') IN (${counted})` : ""}
       )
     )
     SELECT * FROM differing LIMIT ?`,
    day,
    version,
    batch,
    ...(countsDiffer ? [day, version] : []),
    limit,
  )
}

/** Shows the Seqs of the attempts of a day that have no line on it. Both sides lie by Seq, so they are merged. */
const visitUnbilled = Effect.fnUntraced(function* <E>(
  db: Database,
  day: number,
  versions: ReadonlyArray<number>,
  visit: (seqs: ReadonlyArray<string>) => Effect.Effect<void, E>,
) {
  const billed = "EXCEPT SELECT seq FROM bill_line WHERE day = ? AND version_id = ? AND seq > ?"
  let after = ""
  for (;;) {
    const rows = yield* db.rows(
      `SELECT seq FROM attempt WHERE day = ? AND seq > ? ${versions.map(() => billed).join(" ")} ORDER BY seq LIMIT ?`,
      day,
      after,
      ...versions.flatMap((version) => [day, version, after]),
      ROWS_PER_PAGE,
    )
    yield* visit(rows.map(([seq]) => seq as string))
    if (rows.length < ROWS_PER_PAGE) return
    after = rows[rows.length - 1]?.[0] as string
  }
})

/** What the lines that were not opened add up to. */
const agreedOf = (versions: ReadonlyArray<SummedVersion>, books: OpenBooks): Omit<Agreed, "accounts"> => {
  const sums = new Map<string, [type: string, rule: string, lines: number, charges: number]>()
  const sumOf = (type: string, rule: string) => {
    const key = groupKey(type, rule)
    const known = sums.get(key) ?? [type, rule, 0, 0]
    sums.set(key, known)
    return known
  }
  let chargeCountTotal = 0
  for (const { version, sums: whole } of versions) {
    chargeCountTotal += whole.stated - whole.counts.reduce((sum, [, , stated]) => sum + stated, 0)
    for (const [type, rule, lines, charges] of whole.types) {
      const sum = sumOf(type, rule)
      sum[2] += lines
      sum[3] += charges
    }
    for (const line of books.linesOf(version.id)) {
      if (line[LINE.flag] === 0) continue
      const sum = sumOf((line[LINE.type] ?? "") as string, (line[LINE.rule] ?? "") as string)
      sum[2] -= 1
      if (line[LINE.flag] === CHARGED) sum[3] -= 1
    }
  }
  const nameOf = (stored: string) => (stored === "" ? null : fromStored(stored))
  return {
    chargeTypes: [...sums.values()]
      .filter(([, , lines]) => lines > 0)
      .map(([type, rule, lines, charges]) => ({ chargeType: nameOf(type), ruleId: nameOf(rule), lines, charges })),
    chargeCountTotal,
  }
}

/** The accounts that attempts of the days name, where the bill names any. */
const accountsOf = Effect.fnUntraced(function* (db: Database, bill: Bill, days: ReadonlyArray<number>) {
  const billed = new Set<number>()
  for (let page = 0; page < bill.pages; page++) billed.add(bill.pageAccount(page))
  const accounts = new Set<string>()
  for (const day of billed.isSubsetOf(new Set([NO_NAME])) ? [] : days) {
    const summed = yield* db.rows("SELECT DISTINCT account FROM day_sum WHERE day = ?", day)
    for (const [account] of summed as ReadonlyArray<[string]>) {
      // In the sums the default stands for none as well.
      const isNamed =
        account !== DEFAULT_ACCOUNT || accounts.has(account) || (yield* namesDefault(db, bill, billed, day))
      if (isNamed) accounts.add(account)
    }
  }
  return [...accounts].map(fromStored)
})

const namesDefault = Effect.fnUntraced(function* (db: Database, bill: Bill, billed: ReadonlySet<number>, day: number) {
  if (billed.has(bill.names.accountOf(NO_NAME)) || billed.has(NO_NAME)) return true
  const named = yield* db.rows("SELECT 1 FROM attempt WHERE day = ? AND account = ? LIMIT 1", day, DEFAULT_ACCOUNT)
  return named.length > 0
})
