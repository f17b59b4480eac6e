// Counting (C3–C6).
import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { plainResult, type PlainResult } from "../../test/plainDecode.ts"
import { byBytes, plainDay, plainTally } from "../../test/plainTally.ts"
import { tallyOf } from "../../test/readInto.ts"
import { runs } from "../../test/runs.ts"
import { resultFiles } from "../../test/world.ts"
import { groupBy, Dictionaries, Tally } from "../engine.ts"

const isResult = (outcome: ReturnType<typeof plainResult>): outcome is PlainResult => typeof outcome !== "string"

const plainOf = (files: ReadonlyArray<ReadonlyArray<unknown>>) =>
  plainTally(files.map((file) => file.map(plainResult).filter(isResult)))

/** All that a tally says, in an order of its own. */
const sayings = (tally: Tally) => {
  const attempts: Array<unknown> = []
  tally.forEachSeq((seq) => attempts.push({ ...tally.attempt(seq), severalTokens: tally.hasSeveralTokens(seq) }))
  const first = tally.firstAttempts()
  const tokens = ["t1", "t2", "t3"].map((token) => {
    const id = tally.names.tokens.find(token)
    return tally.tokens.knowledge(id, first[id] ?? Infinity)
  })
  return { ...tally.summary(), attempts: sorted(attempts), tokens }
}

const sorted = (items: ReadonlyArray<unknown>) => items.map((item) => JSON.stringify(item)).sort()

test("a tally counts what its plain twin counts", () => {
  fc.assert(
    fc.property(resultFiles, (files) => {
      const tally = tallyOf(files)
      const twin = plainOf(files)
      expect(tally.summary()).toMatchObject(twin.counts)
      const attempts = twin.attempts.map((a) => ({
        seq: a.seq,
        charge: a.charge,
        errcode: a.code,
        at: a.reqTime,
        bizToken: a.bizToken,
        ruleId: a.ruleId,
        account: a.account,
        severalTokens: a.seq !== null && a.tokens.size > 1,
      }))
      expect(sayings(tally).attempts).toEqual(sorted(attempts))
    }),
    runs(1000),
  )
})

test("EveryRecordIsAccountedFor", () => {
  const record = fc.oneof(fc.jsonValue(), fc.constantFrom({ Response: { Error: {} } }, { Seq: 5 }))
  fc.assert(
    fc.property(resultFiles, fc.array(fc.array(record)), (good, odd) => {
      const files = [...good, ...odd]
      const s = tallyOf(files).summary()
      expect(s.records).toBe(files.flat().length)
      expect(s.results + s.apiErrors + s.rejected).toBe(s.records)
      expect(s.attempts + s.duplicates + s.conflicts).toBe(s.entries)
      expect(s.charges + s.uncharged + s.unknown).toBe(s.attempts)
    }),
  )
})

test("OrderDoesNotMatter", () => {
  const shuffled = resultFiles.chain((files) =>
    fc.record({ files: fc.constant(files), other: fc.shuffledSubarray([...files], { minLength: files.length }) }),
  )
  fc.assert(
    fc.property(shuffled, ({ files, other }) => {
      expect(sayings(tallyOf(other))).toEqual(sayings(tallyOf(files)))
      const backwards = other.map((file) => [...file].reverse())
      expect(sayings(tallyOf(backwards))).toEqual(sayings(tallyOf(files)))
    }),
    runs(300),
  )
})

describe("CuttingTheInputDoesNotMatter", () => {
  /** Three parts, each with names of its own or all with the same. */
  const parts = fc.tuple(fc.tuple(resultFiles, resultFiles, resultFiles), fc.boolean())
  const tallies = ([[a, b, c], shared]: readonly [readonly [Files, Files, Files], boolean]) => {
    const names = new Dictionaries()
    const make = (files: Files) => tallyOf(files, shared ? names : new Dictionaries())
    return [make(a), make(b), make(c)] as const
  }
  type Files = ReadonlyArray<ReadonlyArray<unknown>>

  test("the parts combined are the whole", () => {
    fc.assert(
      fc.property(parts, (drawn) => {
        const [a, b, c] = tallies(drawn)
        expect(sayings(a.combine(b).combine(c))).toEqual(sayings(tallyOf(drawn[0].flat())))
      }),
      runs(500),
    )
  })

  test("a name keeps the time at which it was given", () => {
    // The last fetch names no token; of those that do, the later one counts, wherever the cut is.
    const first = [fetched(late, {}, { BizToken: null }), fetched("2021-07-19T08:00:00+08:00", {})]
    const second = [fetched(early, {}, { BizToken: "t2" })]
    const whole = sayings(tallyOf([first, second]))
    expect(whole.attempts[0]).toContain('"bizToken":"t2"')
    expect(sayings(new Tally().combine(tallyOf([first])).combine(tallyOf([second])))).toEqual(whole)
    expect(sayings(tallyOf([second]).combine(tallyOf([first])))).toEqual(whole)
  })

  test("combine is associative", () => {
    fc.assert(
      fc.property(parts, (drawn) => {
        const [a, b, c] = tallies(drawn)
        const [x, y, z] = tallies(drawn)
        expect(sayings(a.combine(b).combine(c))).toEqual(sayings(x.combine(y.combine(z))))
      }),
      runs(300),
    )
  })

  test("combine is commutative", () => {
    fc.assert(
      fc.property(parts, (drawn) => {
        const [a, b] = tallies(drawn)
        const [x, y] = tallies(drawn)
        expect(sayings(a.combine(b))).toEqual(sayings(y.combine(x)))
      }),
      runs(300),
    )
  })

  test("the empty tally is the identity", () => {
    fc.assert(
      fc.property(resultFiles, (files) => {
        const whole = sayings(tallyOf(files))
        expect(sayings(new Tally().combine(tallyOf(files)))).toEqual(whole)
        expect(sayings(tallyOf(files).combine(new Tally()))).toEqual(whole)
      }),
      runs(200),
    )
  })
})

test("importing twice changes nothing but the entries, which are duplicates", () => {
  fc.assert(
    fc.property(resultFiles, (files) => {
      const { records, results, apiErrors, entries, duplicates, attempts, ...once } = sayings(tallyOf(files))
      const twice = sayings(tallyOf([...files, ...files]))
      expect(twice).toMatchObject({ ...once, attempts })
      expect(twice.entries).toBe(entries * 2)
      expect(twice.duplicates).toBe(duplicates + entries)
      expect(twice.results).toBe(results * 2)
      expect(twice.records).toBe(records * 2)
      expect(twice.apiErrors).toBe(apiErrors * 2)
    }),
    runs(200),
  )
})

test("groupBy divides the attempts by their plain key", () => {
  fc.assert(
    fc.property(resultFiles, (files) => {
      const tally = tallyOf(files)
      const { attempts } = plainOf(files)
      const keys = {
        day: (a: (typeof attempts)[number]) => (a.reqTime === null ? null : plainDay(a.reqTime)),
        rule: (a: (typeof attempts)[number]) => a.ruleId,
        errcode: (a: (typeof attempts)[number]) => a.code,
        token: (a: (typeof attempts)[number]) => a.bizToken,
        account: (a: (typeof attempts)[number]) => a.account ?? "default",
      }
      for (const grouping of ["day", "rule", "errcode", "token", "account"] as const) {
        const expected = [...Map.groupBy<string | number | null, (typeof attempts)[number]>(attempts, keys[grouping])]
          .map(([key, members]) => ({
            key,
            attempts: members.length,
            charges: members.filter((a) => a.charge === true).length,
            uncharged: members.filter((a) => a.charge === false).length,
            unknown: members.filter((a) => a.charge === null).length,
          }))
          .sort((a, b) =>
            typeof a.key === "number" && typeof b.key === "number"
              ? a.key - b.key
              : byBytes(a.key === null ? null : String(a.key), b.key === null ? null : String(b.key)),
          )
        expect(groupBy(tally, grouping)).toEqual(expected)
      }
    }),
    runs(200),
  )
})

/** One result with one entry. */
const fetched = (FetchedAt: unknown, facts: object, about: object = {}) => ({
  BizToken: "t1",
  FetchedAt,
  ...about,
  Response: {
    Text: { LivenessDetail: [{ Seq: "s", IsNeedCharge: true, Errcode: 0, ReqTime: "1626652800000", ...facts }] },
  },
})
const early = "2021-07-19T10:00:00+08:00"
const late = "2021-07-19T11:00:00+08:00"

describe("the facts of an attempt, each by one step of the order", () => {
  test.each([
    ["the greatest FetchedAt", fetched(late, { IsNeedCharge: false }), fetched(early, { IsNeedCharge: true }), false],
    ["none is oldest", fetched(early, { IsNeedCharge: false }), fetched(null, { IsNeedCharge: true }), false],
    ["charged before unknown", fetched(early, { IsNeedCharge: true }), fetched(early, { IsNeedCharge: null }), true],
    ["unknown before uncharged", fetched(early, { IsNeedCharge: null }), fetched(early, { IsNeedCharge: false }), null],
  ])("%s", (_, winner, loser, charge) => {
    for (const records of [
      [winner, loser],
      [loser, winner],
    ]) {
      const tally = tallyOf([records])
      expect(tally.summary()).toMatchObject({ entries: 2, attempts: 1, conflicts: 1, duplicates: 0 })
      expect(tally.attempt(0).charge).toBe(charge)
    }
  })

  test("then the greater Errcode, then the later ReqTime, null lowest", () => {
    const code = tallyOf([
      [fetched(early, { Errcode: 2016 }), fetched(early, { Errcode: 2006 }), fetched(early, { Errcode: null })],
    ])
    expect(code.attempt(0).errcode).toBe(2016)
    const negative = tallyOf([[fetched(early, { Errcode: null }), fetched(early, { Errcode: -1 })]])
    expect(negative.attempt(0).errcode).toBe(-1)
    const at = tallyOf([
      [fetched(early, { ReqTime: null }), fetched(early, { ReqTime: "1626652800001" }), fetched(early, {})],
    ])
    expect(at.attempt(0).at).toBe(1_626_652_800_001)
  })

  test("n entries with v distinct facts are 1 attempt, v − 1 conflicts, n − v duplicates", () => {
    const facts = [{}, {}, { Errcode: 1 }, {}, { Errcode: 1 }, { IsNeedCharge: null }]
    const s = tallyOf([facts.map((fact, i) => fetched(i % 2 === 0 ? early : late, fact))]).summary()
    expect(s).toMatchObject({ entries: 6, attempts: 1, conflicts: 2, duplicates: 3 })
  })

  test("one Seq under two BizTokens is one attempt and no conflict", () => {
    const tally = tallyOf([[fetched(early, {}), fetched(early, {}, { BizToken: "t2" })]])
    expect(tally.summary()).toMatchObject({ attempts: 1, conflicts: 0, duplicates: 1 })
    expect(tally.hasSeveralTokens(0)).toBe(true)
  })

  test("BizToken, RuleId and account come from the speaking entry, else from the next that has one, by bytes last", () => {
    const late_ = fetched(late, {}, { BizToken: null })
    const tied = [
      fetched(early, {}, { BizToken: "tb", RuleId: "2" }),
      fetched(early, {}, { BizToken: "ta", Account: "acme" }),
    ]
    for (const records of [
      [late_, ...tied],
      [...tied, late_],
      [...tied.toReversed(), late_],
    ]) {
      expect(tallyOf([records]).attempt(0)).toMatchObject({ bizToken: "ta", ruleId: "2", account: "acme" })
    }
  })

  test("a Seq is compared by its exact bytes", () => {
    const seqs = ["6c18fa97-9298-49e3-8423-7f7e52019ead", "6C18FA97-9298-49E3-8423-7F7E52019EAD", " s", "s", "s "]
    expect(tallyOf([seqs.map((Seq) => fetched(early, { Seq }))]).summary().attempts).toBe(5)
  })
})

describe("attempts without Seq", () => {
  const without = (about: object, ...entries: ReadonlyArray<object>) => ({ ...about, LivenessDetail: entries })
  const charged = { IsNeedCharge: true, Errcode: 0, ReqTime: "1626652800000" }

  test("with a BizToken are told apart by ReqTime, Errcode and place", () => {
    const record = without({ BizToken: "t1" }, charged, charged, { ...charged, Errcode: 2016 })
    expect(tallyOf([[record]]).summary()).toMatchObject({ attempts: 3, unidentified: 3, charges: 3 })
    const again = { ...record, FetchedAt: early }
    expect(tallyOf([[record], [again]]).summary()).toMatchObject({ attempts: 3, duplicates: 3, conflicts: 0 })
  })

  test("with another flag the second time are in conflict", () => {
    const records = [
      without({ BizToken: "t1" }, charged),
      without({ BizToken: "t1" }, { ...charged, IsNeedCharge: null }),
    ]
    expect(tallyOf([records]).summary()).toMatchObject({ attempts: 1, conflicts: 1, charges: 1 })
  })

  test("without a BizToken are told apart by the decoded record, from which FetchedAt is left out", () => {
    const records = [
      without({}, charged, charged),
      without({ FetchedAt: early }, charged, charged),
      without({ Name: "dropped" }, { ...charged, Sim: "76.52" }, charged),
      without({ RuleId: "1" }, charged),
      without({ ErrCode: 0 }, charged),
    ]
    expect(tallyOf([records]).summary()).toMatchObject({ attempts: 4, duplicates: 4, unidentified: 4 })
  })

  test("in rows are told apart by the row and how many equal ones stood before it in its file", () => {
    const row = { ...charged, BizToken: "t1" }
    const file = [row, row, { ...row, Seq: "" }, { ...row, RuleId: "1" }]
    expect(tallyOf([file]).summary()).toMatchObject({ attempts: 4, unidentified: 4, duplicates: 0 })
    expect(tallyOf([file, file]).summary()).toMatchObject({ attempts: 4, unidentified: 4, duplicates: 4 })
    expect(tallyOf([file, [row]]).summary()).toMatchObject({ attempts: 4, duplicates: 1 })
  })

  test("are never taken for an attempt whose Seq looks like their identity", () => {
    const tally = tallyOf([[without({ BizToken: "t1" }, charged)]])
    const identity = tally.names.seqs.text(0)
    expect(tallyOf([[without({ BizToken: "t1" }, charged, { ...charged, Seq: identity })]]).summary().attempts).toBe(2)
  })
})

describe("NFC", () => {
  const nfc = (NFCBillingCounts: unknown, about: object = {}) => ({ ...about, LivenessDetail: [], NFCBillingCounts })
  test.each([
    ["is its own line", [nfc(2, { BizToken: "t1" })], 2],
    [
      "the latest observation stands",
      [nfc(3, { BizToken: "t1", FetchedAt: early }), nfc(1, { BizToken: "t1", FetchedAt: late })],
      1,
    ],
    [
      "null is no observation",
      [nfc(3, { BizToken: "t1", FetchedAt: early }), nfc(null, { BizToken: "t1", FetchedAt: late })],
      3,
    ],
    ["zero is one", [nfc(3, { BizToken: "t1", FetchedAt: early }), nfc(0, { BizToken: "t1", FetchedAt: late })], 0],
    [
      "at the same time the greatest",
      [nfc(1, { BizToken: "t1" }), nfc(4, { BizToken: "t1" }), nfc(2, { BizToken: "t1" })],
      4,
    ],
    ["per BizToken", [nfc(1, { BizToken: "t1" }), nfc(4, { BizToken: "t2" })], 5],
    [
      "without a BizToken once per distinct record",
      [nfc(2), nfc(2), nfc(2, { FetchedAt: early }), nfc(2, { RuleId: "1" })],
      4,
    ],
  ])("%s", (_, records, expected) => {
    expect(tallyOf([records]).summary()).toMatchObject({ nfcCharges: expected, attempts: 0 })
    expect(tallyOf([records.toReversed()]).summary().nfcCharges).toBe(expected)
  })
})
