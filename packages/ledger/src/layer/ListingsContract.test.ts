// What every list of the books must do, tried on both databases.
import {
  type AttemptCursor,
  type BillChange,
  type BillChangeCursor,
  type BillDayCursor,
  type BillVersion,
  Ledger,
  type LineCursor,
  type ListedAttempt,
  type ListedLine,
  Listings,
  type ListingsShape,
  type ListPage,
  type Run,
  type RunItem,
  type RunItemCursor,
  type Verification,
  type VerificationCursor,
} from "@faceid-tally/books/engine"
import { compareBytes, dayNumberOf, discrepancyKinds, Tally, verificationStates } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { DAYS, emptyRun, fillLedger, records } from "../../test/listed.ts"
import { withBooks, withLedger } from "../../test/run.ts"
import { DAY, entry, HOUR, NOON, record } from "../../test/world.ts"

const ALL = 1000
/** Mostly nothing is asked for, so that the long lists are seen too. */
const optional = <T>(...values: ReadonlyArray<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 2, arbitrary: fc.constantFrom(...values) })
const accounts = optional("default", "other", "nobody")
const sizes = fc.constantFrom(1, 3, 10, ALL)
const windows = fc.constantFrom(DAYS, DAYS, DAYS, { fromDay: DAY, toDay: DAY + 1 }, { fromDay: DAY + 9, toDay: DAY })

const dayOf = (issuedAt: number) => Math.floor((issuedAt + 8 * HOUR) / (24 * HOUR))

const dayOr = ({ day }: ListedAttempt): number => day ?? Infinity

/** Whether all that is asked for is so. */
const fits = (...pairs: ReadonlyArray<readonly [asked: unknown, is: unknown]>): boolean =>
  pairs.every(([asked, is]) => asked === undefined || asked === is)

describe.each(databases)("lists on %s", (_name, open) => {
  let all: Databases
  let address: string
  let run: number
  beforeAll(async () => {
    all = await open()
    address = await all.fresh()
    run = await withLedger(address, fillLedger)
  })
  afterAll(() => all.close())

  /** Reads a list to its end, page by page, by nothing but what each page says of the next. */
  const paged = async <Row, Cursor>(
    size: number,
    read: (page: { after: Cursor | undefined; limit: number }) => Effect.Effect<ListPage<Row, Cursor>, unknown>,
  ): Promise<Array<Row>> => {
    const rows: Array<Row> = []
    let after: Cursor | undefined
    for (;;) {
      const page = await Effect.runPromise(read({ after, limit: size }))
      expect(page.rows.length).toBeLessThanOrEqual(size)
      rows.push(...page.rows)
      if (rows.length > ALL) throw new Error("the list does not end")
      if (page.next === null) return rows
      // Only the last page may be short.
      expect(page.rows).toHaveLength(size)
      after = page.next
    }
  }

  const holds = <Asked>(
    numRuns: number,
    asked: fc.Arbitrary<Asked>,
    property: (listings: ListingsShape, asked: Asked, size: number) => Promise<void>,
  ) =>
    withBooks(
      address,
      Effect.flatMap(Listings, (listings) =>
        Effect.promise(() =>
          fc.assert(
            fc.asyncProperty(asked, sizes, (one, size) => property(listings, one, size)),
            { numRuns },
          ),
        ),
      ),
    )

  it("show each attempt once, by day and Seq, whatever is asked for and however long a page is", async () => {
    const expected = new Tally()
    for (const each of records()) expected.add(each)
    const attempts: Array<unknown> = []
    expected.forEachSeq((seq) => attempts.push(expected.attempt(seq)))
    const { rows: whole } = await withBooks(
      address,
      Effect.flatMap(Listings, (listings) => listings.attempts({ ...DAYS, limit: ALL })),
    )
    const asTexts = (rows: ReadonlyArray<unknown>) => rows.map((row) => JSON.stringify(row)).sort()
    expect(asTexts(whole.map(({ day: _day, ...attempt }) => attempt))).toEqual(asTexts(attempts))
    for (const field of ["seq", "bizToken", "ruleId", "account", "at", "day", "charge", "errcode"] as const) {
      expect(whole.filter((row) => row[field] === null).length, `rows without ${field}`).toBeGreaterThan(0)
    }
    expect(whole.at(-1)).toMatchObject({ day: null, at: null })
    const plain = whole.filter(({ seq }) => seq?.startsWith("seq-") === true)
    expect(plain.toSorted((a, b) => dayOr(a) - dayOr(b) || compareBytes(a.seq ?? "", b.seq ?? ""))).toEqual(plain)

    await holds(
      20,
      fc.record({
        days: windows,
        bizToken: optional("token-4", "~odd\0", "unheard of"),
        ruleId: optional("1", "9"),
        account: accounts,
        charge: optional(true, false, null),
        errcode: optional(0, 1001, 7),
      }),
      async (listings, { days, ...asked }, size) => {
        const rows = await paged<ListedAttempt, AttemptCursor>(size, (page) =>
          listings.attempts({ ...days, ...asked, ...page }),
        )
        const isAsked = ({ day, account, ...attempt }: (typeof whole)[number]) =>
          (day === null || (day >= days.fromDay && day <= days.toDay)) &&
          fits(
            [asked.bizToken, attempt.bizToken],
            [asked.ruleId, attempt.ruleId],
            [asked.account, account ?? "default"],
            [asked.charge, attempt.charge],
            [asked.errcode, attempt.errcode],
          )
        expect(rows).toEqual(whole.filter(isAsked))
      },
    )
  })

  it("show each BizToken once, by day of issue, in its state", async () => {
    const { rows: whole } = await withBooks(
      address,
      Effect.flatMap(Listings, (listings) => listings.verifications({ ...DAYS, limit: ALL })),
    )
    expect(new Set(whole.map(({ bizToken }) => bizToken)).size).toBe(whole.length)
    expect(new Set(whole.map(({ state }) => state))).toEqual(new Set(["registered", "lapsed", "final", "expired"]))
    const byDay = whole.toSorted(
      (a, b) => dayOf(a.issuedAt) - dayOf(b.issuedAt) || compareBytes(a.bizToken, b.bizToken),
    )
    expect(whole).toEqual(byDay)
    const one = await withLedger(address, (ledger) => ledger.verification("~odd\0"))
    expect(whole).toContainEqual(one)
    await holds(
      10,
      fc.record({ days: windows, state: optional(...verificationStates), account: accounts }),
      async (listings, { days, ...asked }, size) => {
        const rows = await paged<Verification, VerificationCursor>(size, (page) =>
          listings.verifications({ ...days, ...asked, ...page }),
        )
        const isAsked = ({ issuedAt, state, account }: (typeof whole)[number]) =>
          dayOf(issuedAt) >= days.fromDay &&
          dayOf(issuedAt) <= days.toDay &&
          fits([asked.state, state], [asked.account, account])
        expect(rows).toEqual(whole.filter(isAsked))
      },
    )
  })

  it("show the latest version of each bill day once, and single rules only where the whole day has none", async () => {
    const { rows: whole } = await withBooks(
      address,
      Effect.flatMap(Listings, (listings) => listings.billDays({ ...DAYS, limit: ALL })),
    )
    expect(whole.map(({ day, account, ruleId, version }) => [day - DAY, account, ruleId, version])).toEqual([
      [0, "default", null, 2],
      [1, "default", null, 1],
      [1, "other", null, 1],
      [2, "default", "1", 1],
      [2, "default", "2", 1],
    ])
    await holds(10, fc.record({ days: windows, account: accounts }), async (listings, { days, account }, size) => {
      const rows = await paged<BillVersion, BillDayCursor>(size, (page) =>
        listings.billDays({ ...days, account, ...page }),
      )
      expect(rows).toEqual(
        whole.filter((row) => row.day >= days.fromDay && row.day <= days.toDay && fits([account, row.account])),
      )
    })
  })

  it("show each line of a version once, and no group without lines", async () => {
    const version = (
      await withBooks(
        address,
        Effect.flatMap(Listings, (listings) => listings.billDays({ ...DAYS, limit: 1 })),
      )
    ).rows[0]
    await holds(4, fc.constant(version?.id ?? 0), async (listings, id, size) => {
      const rows = await paged<ListedLine, LineCursor>(size, (page) => listings.billLines(id, page))
      expect(rows).toHaveLength(version?.lines ?? 0)
      expect(new Set(rows.map(({ page, line }) => `${page} ${line}`)).size).toBe(rows.length)
      expect(rows.filter(({ seq }) => seq === null).length).toBeGreaterThan(1)
      expect(rows.filter(({ charge }) => charge === true)).toHaveLength(version?.charges ?? 0)
      expect(rows.find(({ seq }) => seq === "seq-8")).toMatchObject({ account: "default", charge: false, errcode: 0 })
      const one = await Effect.runPromise(listings.billLines(id, { seq: "seq-8", limit: 9 }))
      expect(one.rows).toEqual(rows.filter(({ seq }) => seq === "seq-8"))
      expect(await Effect.runPromise(listings.billLines(0, { limit: 9 }))).toEqual({ rows: [], next: null })
    })
  })

  it("show each item of a run once, in its order or the largest impact first", async () => {
    const whole = await withLedger(address, (ledger) => ledger.runItems(run, { after: -1, limit: ALL }))
    expect(new Set(whole.map(({ item }) => item.impact))).toEqual(new Set([-1, 0, 1]))
    await holds(
      25,
      fc.record({
        kind: optional(...discrepancyKinds),
        day: optional(DAY, DAY + 1),
        hasImpact: optional(true, false),
        account: accounts,
        ruleIds: optional(["1"], ["2", "9"], []),
        seqPrefix: optional("seq-1", "SEQ", 'seq-"'),
        order: fc.constantFrom("place", "impact"),
      }),
      async (listings, asked, size) => {
        const rows = await paged<RunItem, RunItemCursor>(size, (page) => listings.runItems(run, { ...asked, ...page }))
        const expected = whole.filter(({ item }) =>
          fits(
            [asked.kind, item.kind],
            [asked.day, item.day === null ? null : dayNumberOf(item.day)],
            [asked.hasImpact, item.impact !== 0],
            [asked.account, item.account],
            [asked.ruleIds && true, asked.ruleIds?.some((id) => id === item.ruleId || id === item.bill?.ruleId)],
            [asked.seqPrefix && true, item.seq?.startsWith(asked.seqPrefix ?? "")],
          ),
        )
        const weightOf = ({ item }: (typeof whole)[number]) => (asked.order === "impact" ? -Math.abs(item.impact) : 0)
        const inOrder = expected.toSorted((a, b) => weightOf(a) - weightOf(b) || a.place - b.place)
        expect(rows).toEqual(inOrder)
        const back = await paged<RunItem, RunItemCursor>(size, (page) =>
          listings.runItems(run, { ...asked, ...page, isBackwards: true }),
        )
        expect(back).toEqual(inOrder.toReversed())
        const counts = await Effect.runPromise(listings.runItemCounts(run, asked))
        const byKind = Map.groupBy(expected, ({ item }) => item.kind)
        expect(counts).toEqual(
          [...byKind]
            .map(([kind, of]) => ({
              kind,
              count: of.length,
              impact: of.reduce((sum, { item }) => sum + item.impact, 0),
            }))
            .toSorted((a, b) => compareBytes(a.kind, b.kind)),
        )
      },
    )
  })

  it("show each change between two versions once, also of lines without Seq and of a Seq with several", async () => {
    const versions = await withLedger(address, (ledger) => ledger.versions({ account: "default", day: DAY }))
    const [from = 0, to = 0] = versions.map(({ id }) => id)
    await withLedger(address, (ledger) =>
      Effect.promise(async () => {
        const { rows: whole } = await Effect.runPromise(ledger.diff(from, to, { limit: ALL }))
        const times = Map.groupBy(whole, ({ seq }) => seq)
        expect(times.get(null)?.length).toBeGreaterThan(3)
        expect(times.get("twice")).toHaveLength(2)
        for (const size of [1, 2, 3, ALL]) {
          const rows = await paged<BillChange, BillChangeCursor>(size, (page) => ledger.diff(from, to, page))
          expect(rows).toEqual(whole)
        }
      }),
    )
  })

  it("show each run once, the latest first", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const [ledger, listings] = [yield* Ledger, yield* Listings]
        for (let i = 0; i < 5; i++) yield* ledger.saveRun(emptyRun, [], NOON + i)
        for (const size of [1, 2, 5, ALL]) {
          const rows = yield* Effect.promise(() =>
            paged<Run, number>(size, ({ after, limit }) => listings.runs({ before: after, limit })),
          )
          expect(rows.map(({ id }) => id)).toEqual([5, 4, 3, 2, 1])
        }
      }),
    )
  })

  it("show what came of each fetch of a BizToken, the latest of them, oldest first", async () => {
    await withBooks(
      await all.fresh(),
      Effect.gen(function* () {
        const [ledger, listings] = [yield* Ledger, yield* Listings]
        yield* ledger.register([{ bizToken: "t", ruleId: "1", account: null, issuedAt: NOON }], NOON)
        yield* ledger.settle("t", { _tag: "Retry", code: "timeout", at: NOON + 9 }, NOON + 1)
        const fetched = { _tag: "Fetched", record: record({ entries: [entry(), entry({ seq: "u" })] }) } as const
        yield* ledger.settle("t", fetched, NOON + 2)
        yield* ledger.settle("t", fetched, NOON + 3)
        yield* ledger.settle("t", { _tag: "Refused", code: "token_expired" }, NOON + 3)
        const none = { attempts: 0, observations: 0 }
        expect(yield* listings.fetches("t", 9)).toEqual([
          { at: NOON + 1, outcome: "retry", code: "timeout", ...none },
          { at: NOON + 2, outcome: "fetched", code: null, attempts: 2, observations: 2 },
          { at: NOON + 3, outcome: "fetched", code: null, attempts: 2, observations: 0 },
          { at: NOON + 3, outcome: "refused", code: "token_expired", ...none },
        ])
        expect(yield* listings.fetches("t", 1)).toMatchObject([{ outcome: "refused" }])
        expect(yield* listings.fetches("unheard of", 9)).toEqual([])
        // However often it is fetched, so many are kept.
        const busy = { bizToken: "t", outcome: { _tag: "Retry", code: "busy", at: NOON } } as const
        yield* ledger.settleAll(
          Array.from({ length: 100 }, () => busy),
          NOON + 4,
        )
        const kept = yield* listings.fetches("t", 999)
        expect([kept.length, kept[0]?.outcome]).toEqual([100, "retry"])
      }),
    )
  })
})
