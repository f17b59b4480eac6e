/**
 * One PostgreSQL for all tests of a run, started when the first of them asks. It belongs to the run, not to a test file:
 * files run in several processes, so they ask for a new database over a socket. A ledger is made once and then copied.
 */
import { mkdtempSync, rmSync } from "node:fs"
import { createServer, request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"

import * as Effect from "effect/Effect"
import { inject } from "vitest"
import type { TestProject } from "vitest/node"

import { openPostgres, type Postgres } from "./databases.ts"
import { withDatabase } from "./run.ts"

declare module "vitest" {
  export interface ProvidedContext {
    readonly postgresSocket: string
  }
}

/** Vitest calls this before a run, and what it gives after it. */
export const setup = async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-run-"))
  const socket = join(folder, "postgres.sock")
  let server: Promise<Postgres> | undefined
  let template: Promise<string> | undefined
  const made = async (path: string | undefined): Promise<string> => {
    server ??= openPostgres()
    const postgres = await server
    const [, what, original] = path?.split("/") ?? []
    if (what === "empty") return postgres.empty()
    if (original !== undefined) return postgres.copyOf(decodeURIComponent(original))
    template ??= postgres.empty().then(withSchema)
    return postgres.copyOf(await template)
  }
  const doorman = createServer(({ url }, answer) => {
    made(url).then(
      (address) => answer.end(address),
      (error: unknown) => answer.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => void doorman.listen(socket, resolve))
  provide("postgresSocket", socket)
  return async () => {
    doorman.close()
    await (await server)?.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const withSchema = async (address: string): Promise<string> => {
  await withDatabase(address, () => Effect.void)
  return address
}

/** The address of a new database on the server of this run, in which is nothing, a ledger, or what is in another. */
export const newDatabase = (what: "empty" | "ledger" | `copy/${string}`): Promise<string> =>
  new Promise((resolve, reject) => {
    request({ socketPath: inject("postgresSocket"), path: `/${what}` }, (answer) => {
      let text = ""
      answer.setEncoding("utf8")
      answer.on("data", (part: string) => (text += part))
      answer.on("end", () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(text))))
    })
      .on("error", reject)
      .end()
  })
