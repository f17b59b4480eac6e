/** The one way in which results and bills are read: find the files, cut them into tasks, run these, count in order. */
import * as Effect from "effect/Effect"

import type { Content } from "../options/Content.ts"
import { OrderedMerge, type Target } from "./OrderedMerge.ts"
import { planTasks } from "./planTasks.ts"
import {
  type InputError,
  type MissingFile,
  type ReadOptions,
  type ReadReport,
  UnknownColumn,
} from "../options/ReadOptions.ts"
import type { RecordKind } from "../options/Content.ts"
import { runTasks } from "./runTasks.ts"
import { findSources } from "../sources/Sources.ts"
import { namesOfColumns } from "../options/tableColumns.ts"
import type { Task } from "./Task.ts"

export const readFiles = (
  files: ReadonlyArray<string>,
  target: Target,
  options: ReadOptions,
): Effect.Effect<ReadReport, InputError> =>
  Effect.gen(function* () {
    yield* checkColumns(target.kind, options)
    const { sources, missing, remarks } = yield* findSources(files, aboutOf(target.kind, options))
    const unreadable: Array<MissingFile> = [...missing]
    const tasks = planTasks(sources, aboutOf(target.kind, options), unreadable, target.rows.order)
    const delivery = new OrderedMerge(
      { sourceOf: (task) => tasks[task]?.source ?? 0, nameOf: (source) => sources[source]?.name ?? "" },
      target,
      options,
    )
    const onUnreadable = ({ content }: Task) => unreadable.push({ file: content.name, reason: "unreadable" })
    yield* Effect.promise((signal) => runTasks(tasks, delivery, options, onUnreadable, signal))
    delivery.close()
    for (const remark of remarks) options.onRemark?.(remark)
    const { faults, isStopped, columns, apiErrors, hasRecords, hasList } = delivery
    const read = sources.length - (unreadable.length - missing.length)
    return {
      missing: unreadable,
      files: read,
      faults,
      apiErrors,
      hasRecords,
      hasList,
      stopped: isStopped,
      ...columns.report,
    }
  })

/** What is known of all files of a reading. */
export const aboutOf = (
  kind: RecordKind,
  { columns = {}, encoding, utcOffset, mayLackColumns = false, needsDays = false, sheet, at: place }: ReadOptions,
): Omit<Content, "name" | "isOptional"> => ({
  kind,
  columns,
  encoding,
  utcOffset,
  place,
  mayLackGiven: mayLackColumns,
  needsDays,
  sheet,
})

export const checkColumns = (kind: RecordKind, { columns = {} }: ReadOptions): Effect.Effect<void, UnknownColumn> => {
  const known: ReadonlyArray<string> = namesOfColumns(kind)
  const unknown = Object.keys(columns).find((column) => !known.includes(column))
  return unknown === undefined ? Effect.void : Effect.fail(new UnknownColumn({ column: unknown, known }))
}
