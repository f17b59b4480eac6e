/** BizTokens from a file: CSV with a header, or NDJSON, of BizToken, RuleId, IssuedAt and Account. */
import { readFileSync } from "node:fs"

import type { Registration } from "@faceid-tally/books"
import { readInstant } from "@faceid-tally/core"

import { UsageError } from "../Arguments.ts"
import type { CliText } from "../CliText.ts"

type Fields = Readonly<Record<string, unknown>>

/** What holds where a line does not say. */
export interface Common {
  readonly ruleId: string | null
  readonly account: string | null
}

export const readRegistrations = (file: string, common: Common, text: CliText): ReadonlyArray<Registration> => {
  const lines = readText(file, text)
    .replace(/^\uFEFF/, "")
    .split(/\r\n|\n|\r/)
  const first = lines.findIndex((line) => line.trim() !== "")
  const isJson = (lines[first] ?? "").trimStart().startsWith("{")
  const columns = isJson || first < 0 ? [] : cellsOf(lines[first] ?? "")
  const registrations: Array<Registration> = []
  lines.forEach((line, index) => {
    if (line.trim() === "" || (!isJson && index === first)) return
    const fields = isJson ? parseFields(line) : rowFields(columns, cellsOf(line))
    const registration = fields === undefined ? undefined : toRegistration(fields, common)
    if (registration === undefined) throw new UsageError({ message: text.notARegistration(file, index + 1) })
    registrations.push(registration)
  })
  return registrations
}

const readText = (file: string, text: CliText): string => {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8")
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT"
    throw new UsageError({ message: text.missing[isMissing ? "not_found" : "unreadable"](file) })
  }
}

const parseFields = (line: string): Fields | undefined => {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === "object" && value !== null ? (value as Fields) : undefined
  } catch {
    return undefined
  }
}

const cellsOf = (line: string): Array<string> =>
  [...line.matchAll(/(?:^|[,;\t])(?:\s*"((?:[^"]|"")*)"\s*|([^,;\t]*))/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "").trim() : quoted.replaceAll('""', '"'),
  )

const rowFields = (columns: ReadonlyArray<string>, cells: ReadonlyArray<string>): Fields =>
  Object.fromEntries(columns.map((column, i) => [column, cells[i]]))

const toRegistration = (fields: Fields, common: Common): Registration | undefined => {
  const bizToken = nameOf(fields["BizToken"])
  const ruleId = nameOf(fields["RuleId"]) ?? common.ruleId
  const issuedAt = instantOf(fields["IssuedAt"])
  if (bizToken === null || ruleId === null || issuedAt === undefined) return undefined
  return { bizToken, ruleId, issuedAt, account: nameOf(fields["Account"]) ?? common.account }
}

const nameOf = (value: unknown): string | null =>
  typeof value === "number" ? String(value) : typeof value === "string" && value !== "" ? value : null

/** `null` where no time is given, `undefined` where it is none. */
const instantOf = (value: unknown): number | null | undefined => {
  if (value === undefined || value === null || value === "") return null
  if (typeof value !== "string" && typeof value !== "number") return undefined
  const instant = readInstant(value)
  return typeof instant === "number" ? instant : undefined
}
