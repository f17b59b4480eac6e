/** The lines and attempts of some days that are not known to agree, and all that has to be compared along with them. */
import type { DifferencesOptions } from "@faceid-tally/books/engine"
import {
  type AgreeingCondition,
  type Audit,
  CHARGED,
  type EditionRules,
  NO_DAY,
  UNCHARGED,
  UNKNOWN,
  violates,
} from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import type { BillSums } from "../bill/BillSums.ts"
import { billLineTable, lineColumns, type LineRow } from "../tables/billTables.ts"
import type { StoredVersion } from "../bill/billVersions.ts"
import { type Database, readRows } from "../database/Database.ts"
import { toStored } from "../database/storedText.ts"
import { attemptColumns, type AttemptRow } from "../results/TallyColumns.ts"
import { ROWS_PER_PAGE } from "../results/tallyLoading.ts"

/** More lines that differ are not held in memory: then everything is loaded as it lies. */
const LINES_MAX = 50_000

const LINE = lineColumns.place
const ATTEMPT = attemptColumns.place

/** The version of a day of one account, with what it sums up to. */
export interface SummedVersion extends StoredVersion {
  readonly sums: BillSums
}

/** Lines and attempts that are open: compared line by line. */
export class DifferingRows {
  readonly #db: Database
  readonly #days: ReadonlyArray<number>
  readonly #versions: ReadonlyArray<SummedVersion>
  /** By version, and there by place. */
  readonly #lines = new Map<number, Map<string, LineRow>>()
  readonly #seqs = new Set<string>()
  /** By Seq, with their days. */
  readonly #attempts = new Map<string, { readonly day: number; readonly row: AttemptRow }>()

  constructor(db: Database, days: ReadonlyArray<number>, versions: ReadonlyArray<SummedVersion>) {
    this.#db = db
    this.#days = days
    this.#versions = versions
  }

  get attempts(): ReadonlyArray<AttemptRow> {
    return [...this.#attempts.values()].map(({ row }) => row)
  }

  hasAttempt(seq: string): boolean {
    return this.#attempts.has(seq)
  }

  linesOf(version: number): Iterable<LineRow> {
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
          violations: violationsOf(options.audit, version.day),
          limit: room + 1,
        })
        if (lines.length > room) return false
        room -= lines.length
        this.#addLines(version.id, lines)
      }
      for (const day of this.#days) {
        const versions = this.versionsOf(day)
        if (versions.length === 0) continue
        const repeated = yield* readRows(
          this.#db,
          billLineTable.pick("seq"),
          `SELECT seq FROM bill_line WHERE day = ? AND version_id IN (${marks(versions)}) GROUP BY seq HAVING count(*) > 1
         LIMIT ?`,
          day,
          ...versions,
          room + 1,
        )
        if (repeated.length > room) return false
        room -= repeated.length
        for (const [seq] of repeated) this.#seqs.add(seq)
      }
      return true
    })
  }

  #addLines(version: number, lines: ReadonlyArray<LineRow>): void {
    const known = this.#lines.get(version) ?? new Map<string, LineRow>()
    this.#lines.set(version, known)
    for (const line of lines) {
      known.set(`${line[LINE.page]} ${line[LINE.place]}`, line)
      this.#seqs.add(line[LINE.seq])
    }
  }

  /** Finds the attempts of open Seqs, and all attempts of the BizTokens of lines that have none. */
  get openAttempts() {
    return Effect.gen({ self: this }, function* () {
      this.#seqs.delete("")
      yield* this.#findAttempts("seq", this.#seqs)
      const tokens = new Set<string>()
      for (const lines of this.#lines.values()) {
        for (const line of lines.values()) {
          const token = line[LINE.bizToken]
          if (token !== null && !this.hasAttempt(line[LINE.seq])) tokens.add(token)
        }
      }
      yield* this.#findAttempts("biz_token", tokens)
    })
  }

  #findAttempts(column: "seq" | "biz_token", keys: ReadonlySet<string>) {
    return Effect.gen({ self: this }, function* () {
      let left = [...keys]
      for (const day of [...this.#days, NO_DAY]) {
        const found = new Set<string>()
        for (const chunk of chunksOf(left)) {
          const rows = yield* attemptsBy(this.#db, day, column, chunk)
          for (const row of rows) {
            this.#attempts.set(row[ATTEMPT.seq], { day, row })
            found.add(row[ATTEMPT.seq])
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
      for (const { version, batch } of this.#versions) {
        for (const chunk of chunksOf(seqsByDay.get(version.day) ?? [])) {
          const lines = yield* readRows(
            this.#db,
            lineColumns,
            `SELECT ${lineColumns.of("b")} FROM ${this.#db.dialect.textsJoining} bill_line AS b
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
export const attemptsBy = (db: Database, day: number, column: "seq" | "biz_token", keys: ReadonlyArray<string>) => {
  const { textsJoining, byToken } = db.dialect
  return readRows(
    db,
    attemptColumns,
    `SELECT ${attemptColumns.of("a")} FROM ${textsJoining} attempt AS a ${column === "seq" ? "" : byToken}
     ON a.day = ? AND a.${column} = k.value`,
    JSON.stringify(keys),
    day,
  )
}

function* chunksOf(keys: ReadonlyArray<string>): Generator<ReadonlyArray<string>> {
  for (let i = 0; i < keys.length; i += ROWS_PER_PAGE) yield keys.slice(i, i + ROWS_PER_PAGE)
}

const marks = (values: ReadonlyArray<unknown>): string => values.map(() => "?").join(", ")

/** A condition of SQL, and what its marks stand for. */
interface Condition {
  readonly sql: string
  readonly values: ReadonlyArray<string>
}

/** RuleIds, flags and codes that contradict the rules: pairs of them are told, though they agree. */
const violationsOf = (audit: Audit | undefined, day: number): Condition | null => {
  if (audit === undefined) return null
  const { rules, edition, byRule } = audit
  const rulesByEdition = Map.groupBy(Object.keys(byRule), (ruleId) => byRule[ruleId] ?? "")
  const named = Object.keys(byRule)
  const ruleId = "coalesce(b.rule_id, a.rule_id, '')"
  const parts = [
    ...[...rulesByEdition].map(([of, ruleIds]) => ({ of, where: `${ruleId} IN (${marks(ruleIds)})`, values: ruleIds })),
    ...(edition === null
      ? []
      : [{ of: edition, where: named.length === 0 ? "1 = 1" : `${ruleId} NOT IN (${marks(named)})`, values: named }]),
  ].flatMap(({ of, where, values }) => {
    const sql = contradicting({ rules, edition: of }, day)
    return sql === null ? [] : [{ sql: `(${where} AND (${sql}))`, values: values.map(toStored) }]
  })
  if (parts.length === 0) return null
  return { sql: parts.map(({ sql }) => sql).join(" OR "), values: parts.flatMap(({ values }) => values) }
}

/** Flags and codes that contradict the rules of an edition. */
const contradicting = (editionRules: EditionRules, day: number): string | null => {
  const conditions = [UNCHARGED, CHARGED]
    .map((flag) => ({
      flag,
      codes: [...editionRules.rules.codes].filter((code) => violates(editionRules, flag, code, day) !== undefined),
    }))
    .filter(({ codes }) => codes.length > 0)
    .map(({ flag, codes }) => `(b.flag = ${flag} AND coalesce(b.errcode, a.errcode) IN (${codes.join(", ")}))`)
  return conditions.length === 0 ? null : conditions.join(" OR ")
}

/** How each condition is seen of a line `b` and the attempt `a` of its Seq on its day; `null` where something else sees to it. */
const conditionsOf = (violations: Condition | null, countsDiffer: boolean) =>
  ({
    paired: "a.seq IS NOT NULL",
    // Lines that repeat a Seq are asked for by themselves.
    single: null,
    sameCharge: `b.flag <> 0 AND (a.flag = ${CHARGED}) = (b.flag = ${CHARGED})`,
    // They were joined by their day.
    sameDay: null,
    sameCode: "(a.errcode = b.errcode OR a.errcode IS NULL OR b.errcode IS NULL)",
    sameToken: "a.several = 0 AND (a.biz_token = b.biz_token OR a.biz_token IS NULL OR b.biz_token IS NULL)",
    statedCount: countsDiffer
      ? "coalesce(b.biz_token, '') NOT IN (SELECT c.biz_token FROM bill_count AS c WHERE c.day = ? AND c.version_id = ?)"
      : null,
    closedFlag: `b.flag <> ${UNKNOWN}`,
    // BizTokens that nobody can fetch any more are asked for by themselves.
    ofNoPair: null,
    byTheRules: violations === null ? null : `coalesce(NOT (${violations.sql}), 1 = 1)`,
  }) satisfies Readonly<Record<AgreeingCondition, string | null>>

/** The lines of a version that do not agree with an attempt of their Seq on their day. */
const differingLines = (
  db: Database,
  day: number,
  version: number,
  batch: number,
  { countsDiffer, violations, limit }: { countsDiffer: boolean; violations: Condition | null; limit: number },
) => {
  const conditions = Object.values(conditionsOf(violations, countsDiffer)).filter((condition) => condition !== null)
  return readRows(
    db,
    lineColumns,
    `WITH differing AS ${db.dialect.materialized} (
       SELECT ${lineColumns.of("b")} FROM bill_line AS b LEFT JOIN attempt AS a ON a.day = b.day AND a.seq = b.seq
       WHERE b.day = ? AND b.version_id = ? AND b.batch = ? AND (
         NOT (${conditions.join(" AND ")})
       )
     )
     SELECT * FROM differing LIMIT ?`,
    day,
    version,
    batch,
    ...(countsDiffer ? [day, version] : []),
    ...(violations?.values ?? []),
    limit,
  )
}
