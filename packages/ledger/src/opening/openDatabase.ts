/**
 * Opens the database of a ledger for what is to be done with it. Who only reads needs no lock and no right to write; who
 * writes makes a ledger where nothing is; an older one is brought up to date only where that is what was asked for.
 */
import { existsSync, statSync } from "node:fs"

import { LedgerError, type LedgerReason } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import type * as Scope from "effect/Scope"
import type { SqlError } from "effect/sql"

import { type Address, parseAddress } from "../database/Address.ts"
import { codeOf, type Database, makeDatabase, named } from "../database/Database.ts"
import { pg, sqlite } from "../database/Dialect.ts"
import { latestOf, migrate, type Migration, migrations } from "../migrations/migrations.ts"
import { makePostgresClient } from "../database/postgresClient.ts"
import { makeSqliteClient, makeSqliteReader } from "../database/sqliteClient.ts"
import { type Identity, identify, nothing } from "./identity.ts"

interface Rights {
  readonly writes: boolean
  /** Makes a ledger where nothing is. */
  readonly creates: boolean
  /** Brings an older ledger up to date. */
  readonly upgrades: boolean
}

const openings = {
  reads: { writes: false, creates: false, upgrades: false },
  /** Writes into a ledger that is there. */
  changes: { writes: true, creates: false, upgrades: false },
  writes: { writes: true, creates: true, upgrades: false },
  upgrades: { writes: true, creates: false, upgrades: true },
  serves: { writes: true, creates: true, upgrades: true },
} as const satisfies Record<string, Rights>

/** For what a ledger is opened. */
export type Opening = keyof typeof openings

export const openDatabase = (
  text: string,
  opening: Opening = "writes",
  versions: ReadonlyArray<Migration> = migrations,
): Effect.Effect<Database, LedgerError, Scope.Scope> =>
  Effect.gen(function* () {
    const address = yield* Effect.fromResult(parseAddress(text))
    const rights = openings[opening]
    const { db, identity } = yield* openFor(address, rights)
    const fault = faultOf(identity, rights, { latest: latestOf(versions), mayShare: address.dialect === "pg" })
    if (fault !== null) return yield* refused(fault, identity)
    if (!isCurrent(identity, latestOf(versions))) yield* migrate(db, versions)
    return db
  }).pipe(named(OPERATION), Effect.provide(Reactivity.layer))

const OPERATION = "open the ledger"

/** What the schema of the database at an address is, and nothing is changed there. */
export const identifyAt = (text: string): Effect.Effect<Identity, LedgerError> =>
  Effect.flatMap(Effect.fromResult(parseAddress(text)), (address) =>
    isThere(address)
      ? Effect.scoped(Effect.map(openFor(address, openings.reads), ({ identity }) => identity))
      : Effect.succeed(nothing),
  ).pipe(named(OPERATION), Effect.provide(Reactivity.layer))

/** A file is looked at before anything is set in it that another program would not expect. */
const openFor = Effect.fnUntraced(function* (address: Address, { writes, creates }: Rights) {
  if (!isThere(address) && !creates) return yield* refused("none", nothing)
  if (address.dialect === "pg") {
    const db = makeDatabase(pg, yield* makePostgresClient(address.url, address.connections))
    return { db, identity: yield* identify(db) }
  }
  const reader = Effect.map(makeSqliteReader(address.path), (client) => makeDatabase(sqlite, client))
  if (!writes) {
    const db = yield* reader
    return { db, identity: yield* identify(db) }
  }
  const identity = isThere(address) ? yield* Effect.scoped(Effect.flatMap(reader, identify)) : nothing
  if (identity._tag === "Foreign") return yield* refused("foreign", identity)
  const client = makeSqliteClient(address.path)
  return {
    db: makeDatabase(sqlite, yield* identity._tag === "Nothing" ? client : deniedWhereClosed(client)),
    identity,
  }
})

/** Whether there is something to look at; an empty file is nothing yet. */
const isThere = (address: Address): boolean =>
  address.dialect === "pg" || (existsSync(address.path) && statSync(address.path).size > 0)

/** What could be read and cannot be opened to write is not away. */
const deniedWhereClosed = <A, R>(opening: Effect.Effect<A, SqlError.SqlError, R>) =>
  Effect.mapError(opening, (error) => {
    const code = codeOf(error.reason.cause)
    return code === CANNOT_OPEN ? new LedgerError({ operation: OPERATION, reason: "denied", code }) : error
  })

const CANNOT_OPEN = "14"

const isCurrent = (identity: Identity, latest: number): boolean =>
  identity._tag === "Ledger" && identity.isMarked && identity.version === latest

const faultOf = (
  identity: Identity,
  { creates, upgrades }: Rights,
  { latest, mayShare }: { readonly latest: number; readonly mayShare: boolean },
): LedgerReason | null => {
  switch (identity._tag) {
    case "Nothing":
      return creates ? null : "none"
    case "Foreign":
      // A schema of PostgreSQL may hold tables of several programs, a file of SQLite is of one.
      return creates && mayShare ? null : "foreign"
    case "Ledger":
      if (identity.version > latest) return "newer"
      return upgrades || isCurrent(identity, latest) ? null : "older"
  }
}

const refused = (reason: LedgerReason, identity: Identity) =>
  Effect.fail(
    new LedgerError({
      operation: OPERATION,
      reason,
      code: identity._tag === "Ledger" ? String(identity.version) : null,
    }),
  )
