/** Brings a ledger that is there up to date, and says from which version of the schema to which. */
import type { LedgerError } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { LATEST_VERSION } from "../migrations/migrations.ts"
import { identifyAt, openDatabase } from "./openDatabase.ts"

export interface Upgraded {
  readonly from: number
  readonly to: number
}

export const upgradeLedger = (address: string): Effect.Effect<Upgraded, LedgerError> =>
  Effect.gen(function* () {
    const identity = yield* identifyAt(address)
    yield* Effect.scoped(openDatabase(address, "upgrades"))
    return { from: identity._tag === "Ledger" ? identity.version : LATEST_VERSION, to: LATEST_VERSION }
  })
