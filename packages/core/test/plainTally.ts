/** C3–C7 and C9–C12 over arrays: the oracle of Tally. */
import type { PlainEntry, PlainResult } from "./plainDecode.ts"

/** One element of LivenessDetail, with what its record says of it. */
export interface PlainSighting extends PlainEntry {
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly account: string | null
  readonly fetchedAt: number | null
}

export interface PlainAttempt {
  readonly seq: string | null
  readonly charge: boolean | null
  readonly code: number | null
  readonly reqTime: number | null
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly account: string | null
  readonly tokens: ReadonlySet<string>
}

export interface PlainTally {
  readonly counts: {
    readonly results: number
    readonly entries: number
    readonly attempts: number
    readonly charges: number
    readonly uncharged: number
    readonly unknown: number
    readonly unidentified: number
    readonly duplicates: number
    readonly conflicts: number
    readonly nfcCharges: number
  }
  readonly attempts: ReadonlyArray<PlainAttempt>
}

/** "the calendar day at UTC+08:00" */
export const plainDay = (ms: number): string => new Date(ms + 8 * 3600_000).toISOString().slice(0, 10)

/** Byte order of UTF-8 is the order of code points; null comes last. */
export const byBytes = (a: string | null, b: string | null): number => {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  const left = [...a].map((c) => c.codePointAt(0) ?? 0)
  const right = [...b].map((c) => c.codePointAt(0) ?? 0)
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const lowest = (value: number | null): number => value ?? -Infinity
const rank = (charge: boolean | null): number => (charge === true ? 2 : charge === null ? 1 : 0)
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

/**
 * C4: "the greatest FetchedAt (none = oldest), then charged before unknown before uncharged, then the greater
 * Errcode, then the later ReqTime (null lowest)": the winner comes first.
 */
const byFacts = (a: PlainSighting, b: PlainSighting): number =>
  compare(lowest(b.fetchedAt), lowest(a.fetchedAt)) ||
  compare(rank(b.charge), rank(a.charge)) ||
  compare(lowest(b.code), lowest(a.code)) ||
  compare(lowest(b.reqTime), lowest(a.reqTime))

/** 10. "where that has none, the first there is in the order of facts, then by bytes". */
const firstThereIs = (sightings: ReadonlyArray<PlainSighting>, name: "bizToken" | "ruleId" | "account") =>
  [...sightings].sort((a, b) => byFacts(a, b) || byBytes(a[name], b[name])).find((s) => s[name] !== null)?.[name] ??
  null

const attemptOf = (sightings: ReadonlyArray<PlainSighting>): PlainAttempt => {
  const winner = [...sightings].sort(byFacts)[0]
  if (winner === undefined) throw new Error("an attempt without entries")
  return {
    seq: winner.seq,
    charge: winner.charge,
    code: winner.code,
    reqTime: winner.reqTime,
    bizToken: firstThereIs(sightings, "bizToken"),
    ruleId: firstThereIs(sightings, "ruleId"),
    account: firstThereIs(sightings, "account"),
    tokens: new Set(sightings.flatMap((s) => (s.bizToken === null ? [] : [s.bizToken]))),
  }
}

/** 9. "The digest of a decoded record leaves FetchedAt out." */
const contentOf = (result: PlainResult): string => JSON.stringify({ ...result, fetchedAt: null })

const group = <A>(items: ReadonlyArray<A>, keyOf: (item: A) => string): ReadonlyArray<ReadonlyArray<A>> => [
  ...Map.groupBy(items, keyOf).values(),
]

/** @param files the results of each file, in order */
export const plainTally = (files: ReadonlyArray<ReadonlyArray<PlainResult>>): PlainTally => {
  const identified: Array<readonly [key: string, sighting: PlainSighting]> = []
  for (const file of files) {
    const rowsBefore = new Map<string, number>()
    for (const result of file) {
      const { entries, bizToken, ruleId, account, fetchedAt } = result
      const content = contentOf(result)
      const before = rowsBefore.get(content) ?? 0
      if (result.flat && entries[0]?.seq === null) rowsBefore.set(content, before + 1)
      for (const [index, entry] of entries.entries()) {
        const { seq, reqTime, code } = entry
        // 4. "A Seq met in n entries … is 1 attempt". 5. "An entry without Seq is unidentified: its identity is (BizToken,
        // ReqTime, Errcode, index), or without BizToken (digest of the decoded record, index)". 9. "of a table's or flat rows
        // without Seq the identity is (decoded row, how many equal ones stood before it in its file)".
        const key =
          seq !== null
            ? ["seq", seq]
            : result.flat
              ? ["row", content, before]
              : bizToken !== null
                ? ["token", bizToken, reqTime, code, index]
                : ["record", content, index]
        identified.push([JSON.stringify(key), { ...entry, bizToken, ruleId, account, fetchedAt }])
      }
    }
  }
  const groups = group(identified, ([key]) => key).map((members) => members.map(([, sighting]) => sighting))
  const distinctFacts = (sightings: ReadonlyArray<PlainSighting>): number =>
    new Set(sightings.map((s) => JSON.stringify([s.charge, s.code, s.reqTime]))).size
  // 4. "v − 1 conflicts, n − v duplicates".
  const conflicts = groups.reduce((sum, members) => sum + distinctFacts(members) - 1, 0)
  const attempts = groups.map(attemptOf)
  const count = (charge: boolean | null): number => attempts.filter((attempt) => attempt.charge === charge).length
  const results = files.flat()
  return {
    counts: {
      results: results.length,
      entries: identified.length,
      attempts: attempts.length,
      charges: count(true),
      uncharged: count(false),
      unknown: count(null),
      unidentified: attempts.filter((attempt) => attempt.seq === null).length,
      duplicates: identified.length - attempts.length - conflicts,
      conflicts,
      nfcCharges: nfcCharges(results),
    },
    attempts,
  }
}

/** C6: "per BizToken the latest observation's `NFCBillingCounts`; without a BizToken once per distinct decoded record". */
const nfcCharges = (results: ReadonlyArray<PlainResult>): number => {
  // 11. "a null count is no observation; among equal FetchedAt the greatest counts".
  const observations = results.flatMap((result) => (result.nfc === null ? [] : [{ result, nfc: result.nfc }]))
  return group(observations, ({ result }) =>
    result.bizToken === null ? `record ${contentOf(result)}` : `token ${result.bizToken}`,
  )
    .map((seen) =>
      [...seen].sort(
        (a, b) => compare(lowest(b.result.fetchedAt), lowest(a.result.fetchedAt)) || compare(b.nfc, a.nfc),
      ),
    )
    .reduce((sum, seen) => sum + (seen[0]?.nfc ?? 0), 0)
}
