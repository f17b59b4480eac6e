// What there is to ask for is named by days that are days.
import { dayFromNumber, Dictionaries } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { billOf } from "../../../core/test/readInto.ts"
import { type Databases, databases } from "../../test/databases.ts"
import { withDatabase } from "../../test/run.ts"
import { makeLedger } from "./ledgerLayer.ts"

describe.each(databases)("contents on %s", (_, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("name no day for a bill page that has none", async () => {
    const page = { HasNextPage: false, NextCursor: 1, WeChatBillDetails: [] }
    const { days } = await withDatabase(await all.fresh(), (db) => {
      const ledger = makeLedger(db)
      return Effect.flatMap(
        ledger.importBill(billOf([[page, { Date: "2021-07-19", Cursor: 0, Response: page }]], new Dictionaries()), 0),
        () => ledger.contents,
      )
    })
    expect(days.map(dayFromNumber)).toEqual(["2021-07-19"])
  })
})
