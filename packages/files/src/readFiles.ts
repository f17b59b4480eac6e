/** The one way in which results and bills are read: find the files, cut them into tasks, run these, count in order. */
import * as Effect from "effect/Effect"

import { Delivery, type Target } from "./Delivery.ts"
import { planTasks } from "./planTasks.ts"
import { type InputError, type MissingFile, type ReadOptions, type ReadReport, UnknownColumn } from "./ReadOptions.ts"
import { runTasks } from "./runTasks.ts"
import { findSources } from "./Sources.ts"
import { columnNames, isColumn } from "./TableColumns.ts"
import type { Task } from "./Task.ts"

export const readFiles = (
  files: ReadonlyArray<string>,
  target: Target,
  options: ReadOptions,
): Effect.Effect<ReadReport, InputError> =>
  Effect.gen(function* () {
    yield* checkColumns(options)
    const { sources, missing, remarks } = yield* findSources(files, options.columns)
    const unreadable: Array<MissingFile> = [...missing]
    const tasks = planTasks(
      sources,
      { kind: target.kind, columns: options.columns ?? {}, encoding: options.encoding },
      unreadable,
      target.order,
    )
    const delivery = new Delivery(
      { sourceOf: (task) => tasks[task]?.source ?? 0, nameOf: (source) => sources[source]?.name ?? "" },
      target,
      options,
    )
    const onUnreadable = ({ content }: Task) => unreadable.push({ file: content.name, reason: "unreadable" })
    yield* Effect.promise((signal) => runTasks(tasks, delivery, options, onUnreadable, signal))
    delivery.close()
    for (const remark of remarks) options.onRemark?.(remark)
    return { missing: unreadable, faults: delivery.faults, stopped: delivery.isStopped }
  })

export const checkColumns = ({ columns = {} }: ReadOptions): Effect.Effect<void, UnknownColumn> => {
  const unknown = Object.keys(columns).find((column) => !isColumn(column))
  return unknown === undefined ? Effect.void : Effect.fail(new UnknownColumn({ column: unknown, known: columnNames }))
}
