// What a ledger has to ask for is told of every day and every side, tried on both databases.
import { Bill } from "@faceid-tally/core"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../test/databases.ts"
import { withLedger } from "../test/run.ts"
import { DAY, entry, line, NOON, page, record, stored } from "../test/world.ts"

describe.each(databases)("the contents of a ledger on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("are the RuleIds and days of attempts, bills and registrations, in order", async () => {
    const dayMs = 86_400_000
    const contents = await withLedger(await all.fresh(), (ledger) =>
      Effect.gen(function* () {
        expect(yield* ledger.contents).toEqual({ ruleIds: [], days: [] })
        yield* ledger.store(
          stored(
            record({ ruleId: "~odd\0", entries: [entry()] }),
            record({ ruleId: null, bizToken: "b", entries: [entry({ seq: "s", at: null })] }),
            record({ ruleId: "2", bizToken: "c", entries: [entry({ seq: "t", at: NOON - 3 * dayMs })] }),
          ),
          NOON,
        )
        const { groups, ...whole } = page(0, null, [line()])
        const bill = new Bill().add({ ...whole, groups: groups.map((group) => ({ ...group, ruleId: "10" })) })
        yield* ledger.importBill(bill.add({ ...whole, day: DAY + 4, groups: [] }), NOON)
        yield* ledger.register([{ bizToken: "d", ruleId: "9", account: null, issuedAt: NOON }], NOON)
        return yield* ledger.contents
      }),
    )
    expect(contents).toEqual({ ruleIds: ["10", "2", "9", "~odd\0"], days: [DAY - 3, DAY, DAY + 4] })
  })
})
