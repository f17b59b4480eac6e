// The programs that run in processes of their own are stripped of their types beforehand: doing it at every start
// would cost the peers 0.1 s each time.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { stripTypeScriptTypes } from "node:module"
import { join } from "node:path"
import process from "node:process"

const sources = join(import.meta.dirname, "children")

export interface Children {
  readonly duckdbCount: string
  readonly duckdbReconcile: string
  readonly libraryLoop: string
  readonly libraryTally: string
  readonly providerLoop: string
  readonly reportPeak: string
}

/** Returns the paths of the programs. They lie below this package, so that they find its dependencies. */
export const prepareChildren = (): Children => {
  const folder = join(import.meta.dirname, "data", "children")
  mkdirSync(folder, { recursive: true })
  const prepare = (name: string): string => {
    const path = join(folder, `${name}.mjs`)
    // By renaming, so that a bench and a test at the same time never see half a program.
    writeFileSync(`${path}.${process.pid}`, stripTypeScriptTypes(readFileSync(join(sources, `${name}.ts`), "utf8")))
    renameSync(`${path}.${process.pid}`, path)
    return path
  }
  return {
    duckdbCount: prepare("duckdb-count"),
    duckdbReconcile: prepare("duckdb-reconcile"),
    libraryLoop: prepare("library-loop"),
    libraryTally: prepare("library-tally"),
    providerLoop: prepare("provider-loop"),
    reportPeak: prepare("report-peak"),
  }
}
