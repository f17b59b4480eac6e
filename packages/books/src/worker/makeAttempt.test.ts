// After an outage of the database the log says that it is back, once.
import * as Effect from "effect/Effect"
import * as Logger from "effect/Logger"
import { expect, it } from "vitest"

import { LedgerError, type LedgerReason } from "../ports/LedgerError.ts"
import { makeAttempt } from "./makeAttempt.ts"

const logOf = async (...reasons: ReadonlyArray<LedgerReason | null>): Promise<ReadonlyArray<string>> => {
  const lines: Array<string> = []
  const attempt = makeAttempt()
  const logger = Logger.make(({ logLevel, message }) => void lines.push(`${logLevel} ${String([message].flat()[0])}`))
  await Effect.runPromise(
    Effect.forEach(reasons, (reason) =>
      attempt(
        "sweep",
        reason === null ? Effect.void : Effect.fail(new LedgerError({ operation: "takeDue", reason, code: null })),
      ),
    ).pipe(Effect.provide(Logger.layer([logger]))),
  )
  return lines
}

const AWAY = "Warn sweep: the ledger could not takeDue: unavailable"
const BUSY = "Warn sweep: the ledger could not takeDue: busy"

it("says that the ledger is away, each time, and that it is back, once", async () => {
  expect(await logOf(null, "unavailable", "unavailable", null, null)).toEqual([AWAY, AWAY, "Info the ledger is back"])
  expect(await logOf("unavailable", "busy", null)).toEqual([AWAY, BUSY, "Info the ledger is back"])
})

it("says nothing of a ledger that was only busy, and goes on after a defect", async () => {
  expect(await logOf("busy", null)).toEqual([BUSY])
  expect(await logOf("defect", null)).toEqual(["Error sweep failed"])
})
