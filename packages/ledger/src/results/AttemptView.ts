/**
 * The current view of attempts: what the observations of each Seq resolve to. The rules are the core's: the observations
 * go into a tally, in whatever order, and the attempt is read off it.
 */
import { dayOfInstant, internName, nameOf, NEVER_FETCHED, NO_CODE, NO_DAY, NO_TIME, Tally } from "@faceid-tally/core"

import { isEmptyKey } from "../database/StoredText.ts"
import { fromStoredName, toStoredName } from "../database/StoredText.ts"
import { OBSERVED } from "./ObservationRows.ts"
import type { Row, Value } from "../database/Tables.ts"

/** The values of an observation, in the order of its evidence. */
export type Observation = ReadonlyArray<Value>

/** Places of the columns of an attempt. */
export const ATTEMPT = {
  day: 0,
  seq: 1,
  flag: 2,
  errcode: 3,
  at: 4,
  fetchedAt: 5,
  bizToken: 6,
  ruleId: 7,
  account: 8,
  several: 9,
  observations: 10,
} as const

/** Resolves Seqs, each from all of its observations; they share one tally, which one that has several needs. */
export class AttemptResolver {
  #tally: Tally | undefined

  /** The row of the view; `undefined` for a Seq that is no attempt. */
  resolve(seq: string, observations: ReadonlyArray<Observation>): Row | undefined {
    const [first] = observations
    if (first === undefined || isEmptyKey(seq)) return undefined
    // One observation speaks for itself: day, Seq, facts and names stand in it as they do in the view.
    if (observations.length === 1) return [...first.slice(0, OBSERVED.errCode), 0, 1]
    return resolve((this.#tally ??= new Tally()), seq, observations)
  }
}

const resolve = (tally: Tally, seq: string, observations: ReadonlyArray<Observation>): Row => {
  const { names } = tally
  const id = names.seqs.internText(seq)
  for (const observation of observations) addObservationRow(tally, id, observation)
  const [flag, errcode, at] = [
    tally.flag(id),
    numberOrNull(tally.errcode(id), NO_CODE),
    numberOrNull(tally.at(id), NO_TIME),
  ]
  let fetchedAt: number | null = null
  for (const observation of observations) {
    const isSpeaker =
      observation[OBSERVED.flag] === flag &&
      observation[OBSERVED.errcode] === errcode &&
      observation[OBSERVED.at] === at
    const time = observation[OBSERVED.fetchedAt] as number | null
    if (isSpeaker && time !== null && (fetchedAt === null || time > fetchedAt)) fetchedAt = time
  }
  return [
    at === null ? NO_DAY : dayOfInstant(at),
    seq,
    flag,
    errcode,
    at,
    fetchedAt,
    toStoredName(nameOf(names.tokens, tally.token(id))),
    toStoredName(nameOf(names.rules, tally.rule(id))),
    toStoredName(nameOf(names.accounts, tally.account(id))),
    tally.hasSeveralTokens(id) ? 1 : 0,
    observations.length,
  ]
}

/** Adds one observation of the Seq that has this id. */
export const addObservationRow = (tally: Tally, id: number, observation: Observation): void => {
  const { names } = tally
  tally.addEntry(
    id,
    observation[OBSERVED.flag] as number,
    (observation[OBSERVED.errcode] as number | null) ?? NO_CODE,
    (observation[OBSERVED.at] as number | null) ?? NO_TIME,
    (observation[OBSERVED.fetchedAt] as number | null) ?? NEVER_FETCHED,
    internName(names.tokens, fromStoredName(observation[OBSERVED.bizToken] as string | null)),
    internName(names.rules, fromStoredName(observation[OBSERVED.ruleId] as string | null)),
    internName(names.accounts, fromStoredName(observation[OBSERVED.account] as string | null)),
  )
}

const numberOrNull = (value: number, missing: number): number | null => (value === missing ? null : value)

/** Whether two rows of the view say the same. */
export const isSameRow = (a: Row | undefined, b: Row | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.every((value, i) => value === b[i]))
