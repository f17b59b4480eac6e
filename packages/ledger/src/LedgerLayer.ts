/** The port Ledger at an address: opens the database, brings its schema up to date, and wires the parts together. */
import { Ledger, LedgerError, type LedgerShape } from "@faceid-tally/books"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Reactivity from "effect/reactivity/Reactivity"

import { parseAddress } from "./Address.ts"
import { type Database, makeDatabase, named } from "./Database.ts"
import { pg, sqlite } from "./Dialect.ts"
import * as DueTokens from "./DueTokens.ts"
import { migrate, type Migration, migrations } from "./Migrations.ts"
import { makePostgresClient } from "./PostgresClient.ts"
import * as Results from "./Results.ts"
import { makeSqliteClient } from "./SqliteClient.ts"

/** The ledger at `sqlite:path` or `postgres://…`, created where it is missing. */
export const ledgerLayer = (address: string): Layer.Layer<Ledger, LedgerError> =>
  Layer.effect(
    Ledger,
    Effect.map(openDatabase(address), (db) => Ledger.of(makeLedger(db) as LedgerShape)),
  )

/** Opens a database and brings its schema to the last of the versions. */
export const openDatabase = (text: string, versions: ReadonlyArray<Migration> = migrations) =>
  Effect.gen(function* () {
    const address = yield* Effect.fromResult(parseAddress(text))
    const client = yield* address.dialect === "sqlite"
      ? makeSqliteClient(address.path)
      : makePostgresClient(address.url)
    const db = makeDatabase(address.dialect === "sqlite" ? sqlite : pg, client.sql, client.runMany)
    yield* migrate(db, versions)
    return db
  }).pipe(named("open the ledger"), Effect.provide(Reactivity.layer))

const makeLedger = (db: Database): LedgerShape =>
  ({
    register: (registrations, now) => DueTokens.register(db, registrations, now).pipe(named("register")),
    makeDue: (bizToken, now) => DueTokens.makeDue(db, bizToken, now).pipe(named("makeDue")),
    takeDue: (claim) => DueTokens.takeDue(db, claim).pipe(named("takeDue")),
    settle: (bizToken, outcome, now) => DueTokens.settle(db, bizToken, outcome, now).pipe(named("settle")),
    verification: (bizToken) => DueTokens.verification(db, bizToken).pipe(named("verification")),
    uncollected: (options) => DueTokens.uncollected(db, options).pipe(named("uncollected")),

    store: (records, now) => db.write(Results.storeRecords(db, records, now)).pipe(named("store")),
  }) satisfies Partial<LedgerShape> as LedgerShape
