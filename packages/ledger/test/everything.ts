/** A sealed ledger that has a row of everything, twice where rows can be mistaken for each other. */
import { AccountBills, Decisions, Inbox, Keys, Ledger, Requests, Statements, Work } from "@faceid-tally/books/engine"
import { Bill } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { fillLedger } from "./listed.ts"
import { accountBillRow, DAY, entry, HOUR, line, NOON, page, record, stored } from "./world.ts"

const now = NOON + 80 * HOUR

/** Decides two keys, with a value in every column. */
const decideAll = (state: "accepted" | "open") =>
  Effect.flatMap(Decisions, (decisions) =>
    decisions.append(
      "2026-10",
      (latest) => ({
        outcomes: [],
        decisions: ["a", "b"].map((name) => ({
          month: "2026-10",
          key: name.repeat(16),
          number: (latest.get(name.repeat(16))?.number ?? 0) + 1,
          facts: "f".repeat(16),
          state,
          reason: "immaterial" as const,
          ref: "T-1",
          amount: 120_000_000n,
          units: 1,
          note: name,
          by: "wang",
          at: NOON,
          item: { account: "default", kind: "day_shift", seq: name, bizToken: name, ruleId: "1", day: "2026-10-05" },
        })),
      }),
      NOON,
    ),
  )

/** Gives the head of its last seal, and the time when it was filled. */
export const fillEverything = Effect.gen(function* () {
  const ledger = yield* Ledger
  yield* fillLedger(ledger)
  yield* ledger.seal(NOON + 1)
  yield* ledger.store(
    stored(
      // One Seq on several days and under several BizTokens, and results without attempts.
      record({ bizToken: "wander-1", nfcBillingCounts: 2, entries: [entry({ seq: "wander" })] }),
      record({ bizToken: "wander-2", account: "other", entries: [entry({ seq: "wander", at: NOON + 30 * HOUR })] }),
      record({ bizToken: null, nfcBillingCounts: 3, entries: [] }),
      record({ bizToken: "empty", fetchedAt: null, errCode: 1002, entries: [] }),
    ),
    NOON + 2,
  )
  const claim = { worker: "one", now: NOON + HOUR, leaseUntil: NOON + 2 * HOUR }
  const due = yield* ledger.takeDue({ ...claim, limit: 6, dueBy: now })
  for (const [i, { bizToken }] of due.entries()) {
    const fetched = record({ bizToken, fetchedAt: NOON + HOUR, errCode: i, nfcBillingCounts: i })
    yield* ledger.settle(
      bizToken,
      i < 2 ? { _tag: "Fetched", record: fetched } : { _tag: "Retry", code: "timeout", at: NOON + 2 * HOUR },
      NOON + HOUR,
    )
  }
  const day = { account: "default", day: DAY + 3, ruleId: null }
  yield* ledger.planPulls([day, { ...day, day: DAY + 4 }], NOON)
  const pull = yield* ledger.openPull(day, claim)
  if (pull !== null) {
    const first = yield* ledger.storePage(pull, { ...page(0, 5, [line({ seq: "p-1" })]), day: DAY + 3 }, NOON)
    const last = yield* ledger.storePage(first, { ...page(5, null, [line({ seq: "p-2" })]), day: DAY + 3 }, NOON)
    yield* ledger.closePull(last, NOON)
  }
  // A pull that goes on.
  const half = yield* ledger.openPull({ ...day, day: DAY + 4 }, claim)
  if (half !== null) yield* ledger.storePage(half, { ...page(0, 5, [line({ seq: "half" })]), day: DAY + 4 }, NOON)

  // Months that were removed, out of a batch that has more, and with a bill.
  const [old, older] = [NOON - 60 * 24 * HOUR, NOON - 91 * 24 * HOUR]
  yield* ledger.store(
    stored(
      ...[old, older, older].map((at, i) =>
        record({ bizToken: `gone-${i}`, fetchedAt: at + HOUR, entries: [entry({ seq: `gone-${i}`, at })] }),
      ),
      record({ bizToken: "stays", entries: [entry({ seq: "stays" })] }),
    ),
    NOON + 3,
  )
  yield* ledger.importBill(
    new Bill().add({ ...page(0, null, [line({ seq: "gone-0", at: old })]), day: DAY - 60 }),
    NOON + 3,
  )
  const bills = yield* AccountBills
  const bill = {
    month: "2026-08",
    account: "default",
    dropped: 1,
    rows: [accountBillRow(), accountBillRow({ used: 2 })],
  }
  yield* bills.store(bill, NOON + 3)
  yield* bills.store(bill, NOON + 4)
  yield* bills.store({ ...bill, rows: [accountBillRow()] }, NOON + 5)
  yield* bills.store({ ...bill, account: "other" }, NOON + 5)
  const { head: before } = yield* ledger.seal(NOON + 6)
  yield* ledger.removeMonths({ until: "2026-08", head: before }, now)

  yield* (yield* Keys).create({ id: "key-1", role: "read", digest: "ab".repeat(32), title: null }, NOON)
  yield* (yield* Requests).begin({ sender: "x", key: "x", digest: "1f", leaseUntil: NOON + 1 }, NOON)
  const inbox = yield* Inbox
  for (const digest of ["1f", "2f"]) yield* inbox.arrive({ id: "x", digest, type: "x" }, NOON)
  yield* (yield* Work).plan([{ kind: "alert", subject: "x", body: "{}", dueAt: NOON }], NOON)
  for (const state of ["accepted", "open"] as const) yield* decideAll(state)
  const statements = yield* Statements
  for (const revision of [1, 2]) {
    yield* statements.keep({ month: "2026-09", revision, closedAt: NOON, body: `{"revision":${revision}}` })
  }
  const { head } = yield* ledger.seal(now)
  return { head, now }
})
