/** At the end the books are what really happened: nothing lost, nothing twice, every BizToken final, each day closed once. */
import { Inbox, Ledger, Listings, reconcileBooks, Work } from "@faceid-tally/books/engine"
import { dayFromNumber, dayNumberOf } from "@faceid-tally/core/engine"
import { booksLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import { expect } from "vitest"

import type { Play } from "./play.ts"

export const expectTruth = async (play: Play): Promise<void> => {
  const { world, plot, customer } = play
  const { verifications, totals, planted } = world.simulator.truth()
  const from = dayNumberOf(plot.from) ?? 0
  const to = from + plot.days
  const found = await Effect.runPromise(
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const now = world.simulator.now()
      const { tokens, due } = yield* ledger.status(now, { fromDay: from, toDay: to })
      const [sums] = yield* ledger.daySums({ fromDay: from, toDay: to }, [])
      const attempts = yield* Effect.forEach(verifications, ({ bizToken }) => ledger.attemptsOf(bizToken))
      const { reconciliation } = yield* reconcileBooks({
        from: dayFromNumber(from),
        to: dayFromNumber(to),
        programVersion: "test",
        keep: false,
      })
      const { rows: runs } = yield* (yield* Listings).runs({ limit: 1000 })
      const works = yield* (yield* Work).list({ limit: 1000 })
      const conflicts = yield* (yield* Inbox).conflicts(1000)
      yield* ledger.seal(now)
      return { tokens, due, sums, attempts, reconciliation, runs, works, conflicts, verified: yield* ledger.verify({}) }
    }).pipe(Effect.provide(booksLayer(world.ledger))),
  )

  // Every BizToken, and every attempt of it, once.
  expect(found.tokens).toEqual({ registered: 0, collected: 0, final: verifications.length, lapsed: 0, expired: 0 })
  expect(found.due).toBe(0)
  const attempts = found.attempts.map((ofToken) =>
    ofToken.map(({ seq, at, errcode, charge }) => ({ seq, at, errcode, charge })),
  )
  expect(attempts.map(bySeq)).toEqual(verifications.map((verification) => bySeq(verification.attempts)))
  expect(found.sums).toMatchObject({ attempts: totals.attempts, charges: totals.charges })

  // The bill, line by line, and every planted error named.
  const { reconciliation } = found
  expect(reconciliation).toMatchObject({
    complete: true,
    ledger: { attempts: totals.attempts, charges: totals.charges },
    bill: { lines: totals.lines, charges: totals.billCharges },
    difference: totals.billCharges - totals.charges,
  })
  const named = [...reconciliation.items].map(({ kind, seq, bizToken }) => `${kind} ${seq ?? bizToken}`).sort()
  expect(named).toEqual(
    planted
      .flatMap(({ discrepancies, seq, bizToken }) => discrepancies.map((kind) => `${kind} ${seq ?? bizToken}`))
      .sort(),
  )

  // Each day closed once, and reconciled; nothing left to do.
  const days = Array.from({ length: plot.days + 1 }, (_, i) => dayFromNumber(from + i))
  const closes = found.works.filter(({ kind }) => kind === "close_day")
  const ofAccounts = days.flatMap((day) => world.simulator.accounts.map(({ name }) => `${day}@${name} done`))
  expect(closes.map(({ subject, state }) => `${subject} ${state}`).sort()).toEqual(ofAccounts.sort())
  expect(
    [...new Set(found.runs.filter(({ complete }) => complete).map(({ fromDay }) => dayFromNumber(fromDay)))].sort(),
  ).toEqual(days)

  // What a day's alert says is told once and heard; alerts of trouble may have come as well.
  const alerts = found.works.filter(({ kind }) => kind === "alert")
  expect(alerts.filter(({ state }) => state !== "done")).toEqual([])
  const differences = found.works
    .filter(({ kind, state, subject }) => kind === "incident" && state === "open" && subject.includes("ed_day:"))
    .map(({ subject, body }) => `${subject}:${JSON.parse(body).level}`)
  expect(differences.sort()).toEqual(expectedDifferences(planted))
  expect(new Set(world.heard.map(({ id }) => id)).size).toBe(alerts.length)

  // An id with two bodies is noted once, and told of.
  expect(found.conflicts.map(({ id }) => id).sort()).toEqual([...customer.conflicts].sort())
  expect(alerts.filter(({ subject }) => subject.startsWith("event_conflict:"))).toHaveLength(customer.conflicts.size)

  expect(found.verified).toMatchObject({ ok: true, broken: null, unsealed: 0 })
  expect(world.leaks).toBe(0)
}

const bySeq = (attempts: ReadonlyArray<{ readonly seq: string | null }>) =>
  attempts.toSorted((a, b) => ((a.seq ?? "") < (b.seq ?? "") ? -1 : 1))

const expectedDifferences = (
  planted: ReadonlyArray<{
    readonly kind: string
    readonly day: string
    readonly account: string
    readonly impact: number
  }>,
) => {
  const counts = new Map<string, number>()
  for (const { kind, day, account, impact } of planted) {
    if (kind === "shifted_day" || impact === 0) continue
    const key = `${impact > 0 ? "overcharged_day" : "unexplained_day"}:${day}:${account}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([key, count]) => `${key}:${count}`).sort()
}
