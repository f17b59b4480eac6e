/** A file that two lists of arguments both stand for, however it is called in each (R32). */
import * as Effect from "effect/Effect"

import type { NoFiles } from "../options/ReadOptions.ts"
import { findSources } from "./Sources.ts"
import type { ColumnMap } from "../options/tableColumns.ts"
import { fileKeys } from "./fileIdentity.ts"

/** The name of the first such file, as the second list has it. */
export const sameFile = (
  one: ReadonlyArray<string>,
  other: ReadonlyArray<string>,
  columns: ColumnMap = {},
): Effect.Effect<string | undefined, NoFiles> =>
  Effect.gen(function* () {
    const asked = { kind: "any", columns } as const
    const first = yield* findSources(one, asked)
    const second = yield* findSources(other, asked)
    const keys = new Set(first.sources.flatMap(({ path }) => fileKeys(path)))
    return second.sources.find(({ path }) => fileKeys(path).some((key) => keys.has(key)))?.name
  })
