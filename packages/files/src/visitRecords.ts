/** Shows every record of files, one by one and in order: for looking something up or putting it away, not for counting. */
import type { BillPage, DetectInfo, RegistrationRow, Remark } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { hasTableName } from "./options/Content.ts"
import { ContentReader } from "./content/ContentReader.ts"
import { isDiskError } from "./sources/isDiskError.ts"
import { aboutOf, checkColumns } from "./threads/readFiles.ts"
import type { InputError, MissingFile, Place, ReadOptions, ReadReport } from "./options/ReadOptions.ts"
import { PageDays } from "./records/PageDays.ts"
import { remarkOnce } from "./options/remarkOnce.ts"
import { chunksOfFile, readSource } from "./content/readSource.ts"
import type { Decoded, RecordSink } from "./records/RecordSink.ts"
import type { RecordKind } from "./options/Content.ts"
import { findSources, type Source } from "./sources/Sources.ts"
import { missingReason } from "./options/missingReason.ts"
import { GivenColumns } from "./options/GivenColumns.ts"

/**
 * Calls `visit` with each record, and where it begins. After each piece of a file it waits for `pause`: there what was
 * visited can be put away before more of it is read. It is told how many bytes are held until what they belong to is there.
 */
type Visit<R> = (
  files: ReadonlyArray<string>,
  visit: (record: R, where: Place) => void,
  options?: ReadOptions,
  pause?: (heldBytes: number) => Promise<void>,
) => Effect.Effect<ReadReport, InputError>

/** Visits results, and pages or lines of the bill, each for what it looks like. */
export const visitRecords: Visit<DetectInfo | BillPage> = (files, visit, ...how) =>
  visitAll("any", files, (record, where) => void (record._tag !== "Registration" && visit(record, where)), ...how)

/** Visits results; bills among them are rejected. */
export const visitResults: Visit<DetectInfo> = (files, visit, ...how) =>
  visitAll("results", files, (record, where) => void (record._tag === "DetectInfo" && visit(record, where)), ...how)

/** Visits pages and lines of the bill; results among them are rejected. */
export const visitBills: Visit<BillPage> = (files, visit, ...how) =>
  visitAll("bills", files, (record, where) => void (record._tag === "BillPage" && visit(record, where)), ...how)

/** Visits BizTokens that are to be registered, with what is said of each. */
export const visitRegistrations: Visit<RegistrationRow> = (files, visit, ...how) =>
  visitAll(
    "registrations",
    files,
    (record, where) => void (record._tag === "Registration" && visit(record, where)),
    ...how,
  )

type Visited = Exclude<Decoded, { readonly _tag: "ApiError" }>

const visitAll = (
  kind: RecordKind,
  files: ReadonlyArray<string>,
  visit: (record: Visited, where: Place) => void,
  options: ReadOptions = {},
  pause: (heldBytes: number) => Promise<void> = () => Promise.resolve(),
): Effect.Effect<ReadReport, InputError> =>
  Effect.gen(function* () {
    yield* checkColumns(kind, options)
    const { sources, missing, remarks } = yield* findSources(files, aboutOf(kind, options))
    const report = newReport(missing)
    const columns = new GivenColumns()
    const remark = remarkOnce(options)
    for (const source of sources) {
      yield* Effect.promise((signal) =>
        visitSource(source, { kind, visit, remark, pause, columns }, options, report, signal),
      )
      if (report.stopped) break
    }
    for (const each of remarks) options.onRemark?.(each)
    return { ...report, files: sources.length - (report.missing.length - missing.length), ...columns.report }
  })

const newReport = (missing: ReadonlyArray<MissingFile>) => ({
  missing: [...missing],
  faults: 0,
  apiErrors: 0,
  hasRecords: false,
  hasList: false,
  stopped: false,
})

interface Visitor {
  readonly kind: RecordKind
  readonly columns: GivenColumns
  readonly visit: (record: Visited, where: Place) => void
  readonly remark: (file: string, remark: Remark) => void
  readonly pause: (heldBytes: number) => Promise<void>
}

const visitSource = async (
  { name, path, size, isOfFolder }: Source,
  { kind, columns, visit, remark, pause }: Visitor,
  options: ReadOptions,
  report: ReturnType<typeof newReport>,
  signal: AbortSignal,
): Promise<void> => {
  const days = new PageDays({ name: path === undefined ? undefined : name, needsDays: options.needsDays ?? false })
  const sink: RecordSink = {
    accept(record, place) {
      if (report.stopped) return
      if (record._tag === "ApiError") {
        report.apiErrors++
        options.onApiError?.()
      } else if (record._tag === "BillPage" && options.isDayKnown !== true) {
        days.take(record, sink, place, (page) => {
          if (report.stopped) return
          report.hasRecords = true
          visit(page, { file: name, ...place() })
        })
      } else {
        report.hasRecords = true
        visit(record, { file: name, ...place() })
      }
    },
    reject(rejection, place) {
      if (report.stopped) return
      report.faults++
      report.stopped = options.strict ?? false
      options.onRejected?.({ file: name, ...place, rejection })
    },
    remark: (noticed) => {
      if (!report.stopped) remark(name, noticed)
    },
    table: (given) => {
      columns.add(given)
      report.hasList = true
    },
    list: () => {
      report.hasList = true
    },
  }
  const known = path === undefined ? (options.stdinName ?? name) : name
  const content = { ...aboutOf(kind, options), name: known, isOptional: isOfFolder && hasTableName(name) }
  const open = () => (path === undefined ? (options.stdin ?? process.stdin) : chunksOfFile(path))
  try {
    const reader = new ContentReader(content, sink)
    const workbook = { read: options.spreadsheet, content }
    await readSource({ open, isRepeatable: size !== undefined, workbook }, reader, (_bytes, heldBytes) => {
      signal.throwIfAborted()
      return pause(heldBytes)
    })
  } catch (error) {
    if (!isDiskError(error)) throw error
    report.missing.push({ file: name, reason: missingReason(error) })
  }
}
