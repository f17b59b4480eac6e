/** What finance does with a month, step by step, each as a person would do it again after a crash. */
import {
  AccountBills,
  closeMonth,
  type CloseRequest,
  currentRun,
  decide,
  isAsked,
  lastRun,
  Ledger,
  monthDecisions,
  Prices,
} from "@faceid-tally/books/engine"
import { Bill, monthOfDay } from "@faceid-tally/core/engine"
import { decodePricePlan, NO_PLANS, type PricePlans } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import type { Books } from "../src/layer/ledgerLayer.ts"
import { accountBillRow, DAY, entry, line, page, record, stored } from "./world.ts"

export const month = monthOfDay(DAY)
const NOW = Date.parse("2026-12-05T12:00:00+08:00")
const asked = { month, programVersion: "1", now: NOW }
const LINES = 60

const plans: PricePlans = {
  ...NO_PLANS,
  all: Result.getOrElse(
    decodePricePlan({
      currency: "CNY",
      labels: [{ label: "甲", rules: ["*"], prices: [{ from: "2026-01-01", price: "1.2" }] }],
    }),
    () => null,
  ),
}

const run = currentRun(asked)
const rowsOf = (said: object, filter: Parameters<typeof isAsked>[0] = {}) =>
  Effect.gen(function* () {
    const { items } = yield* monthDecisions(month, yield* lastRun(month))
    return items.filter(isAsked(filter)).map(({ item: { key, facts }, decision }) => ({
      key,
      facts,
      base: decision?.number ?? 0,
      ...said,
    }))
  })
const decideAll = (said: object, filter?: Parameters<typeof isAsked>[0]) =>
  Effect.gen(function* () {
    yield* run
    const rows = yield* rowsOf(said, filter)
    return yield* decide({ month, by: "wang", now: NOW, rows })
  })
const close = (about: Partial<CloseRequest>) =>
  closeMonth({ ...asked, by: "wang", force: false, reason: null, ...about })
const paid = (units: number) =>
  Effect.flatMap(AccountBills, (bills) =>
    bills.store({ month: month.name, account: "default", rows: [accountBillRow({ used: units })], dropped: 0 }, NOW),
  )
const seal = Effect.flatMap(Ledger, (ledger) => ledger.seal(NOW))

/** A bill of the whole month, of which the books know one charge. */
export const begin = Effect.gen(function* () {
  const ledger = yield* Ledger
  yield* ledger.store(stored(record({ entries: [entry({ seq: "seq-0" })] })), NOW)
  const bill = new Bill()
  for (let day = month.first; day <= month.last; day++) {
    const lines = day === DAY ? Array.from({ length: LINES }, (_, i) => line({ seq: `seq-${i}` })) : []
    bill.add({ ...page(0, null, lines), day })
  }
  yield* ledger.importBill(bill, NOW)
  yield* paid(1)
  yield* seal
})

type Step = Effect.Effect<unknown, unknown, Books>

export const stepNames = ["sheet", "bulk", "close", "forced", "revision", "account bill"] as const
export type StepName = (typeof stepNames)[number]

/** Each step, and what was done before it. */
const steps: Readonly<Record<StepName, { readonly before: Step; readonly step: Step }>> = {
  sheet: { before: run, step: decideAll({ state: "accepted", reason: "immaterial", note: "as agreed" }) },
  bulk: {
    before: run,
    step: decideAll({ state: "disputed", ref: "T-88" }, { kind: "missing_in_ledger", state: "open" }),
  },
  close: { before: decideAll({ state: "accepted", reason: "immaterial" }), step: close({}) },
  forced: { before: run, step: close({ force: true, reason: "demo" }) },
  revision: {
    before: Effect.andThen(close({ force: true, reason: "demo" }), paid(2)),
    step: close({ force: true, reason: "the account bill came late" }),
  },
  "account bill": { before: run, step: paid(3) },
}

const priced = (step: Step): Step => Effect.provideService(Effect.andThen(step, seal), Prices, plans)

/** All before the step. */
export const leadTo = (name: StepName): Step => priced(steps[name].before)
/** The step, and the seal after it. */
export const takeStep = (name: StepName): Step => priced(steps[name].step)

/** What was said of the month, without times and batches. */
export const said: ReadonlyArray<string> = [
  "SELECT decision_key, number, state, reason, ref, note FROM decision ORDER BY 1, 2",
  "SELECT month, revision FROM statement ORDER BY 1, 2",
  "SELECT account, month, version, place, body FROM account_bill ORDER BY 1, 2, 3, 4",
]
