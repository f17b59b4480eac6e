import { Agent } from "node:http"

import { assert, describe, it } from "@effect/vitest"
import { Ledger, type Registration, registering } from "@faceid-tally/books/engine"
import { Simulator } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"
import { Client } from "tencentcloud-sdk-nodejs-faceid/tencentcloud/services/faceid/v20180301/faceid_client.js"

import { books } from "./books.ts"

describe("registering", () => {
  it.live("wraps the official client, and what it brings is due in time", () =>
    Effect.gen(function* () {
      const { endpoint, accounts, now } = yield* Simulator
      const ledger = yield* Ledger
      const [account] = accounts
      assert.isDefined(account)
      const { secretId, secretKey } = account
      const httpProfile = { endpoint, protocol: "http://", agent: new Agent() }
      const register = (registration: Registration) => Effect.runPromise(ledger.register([registration], now()))
      const client: Client = registering(
        new Client({ credential: { secretId, secretKey }, region: "", profile: { httpProfile } }),
        register,
        { now },
      )
      assert.instanceOf(client, Client)

      // Two tokens of one person: both are kept.
      const person = { RuleId: "1001", IdCard: "110101199003078515", Name: "planted" }
      for (let n = 0; n < 2; n++) {
        const { BizToken = "" } = yield* Effect.promise(() => client.DetectAuth(person))
        const verification = yield* ledger.verification(BizToken)
        assert.deepInclude(verification, {
          bizToken: BizToken,
          ruleId: "1001",
          account: "default",
          state: "registered",
        })
      }
      const due = yield* ledger.takeDue({
        worker: "w",
        now: now() + 3 * 3_600_000,
        leaseUntil: now() + 4 * 3_600_000,
        limit: 10,
      })
      assert.lengthOf(due, 2)

      // Everything else goes on as before.
      const { BizToken = "" } = yield* Effect.promise(() => client.DetectAuth({ RuleId: "1001" }))
      const result = yield* Effect.promise(() =>
        client.GetDetectInfoEnhanced({ BizToken, RuleId: "1001", InfoType: "1" }),
      )
      assert.isDefined(result.Text)
    }).pipe(Effect.provide(books())),
  )
})
