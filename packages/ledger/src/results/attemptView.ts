/**
 * The current view of attempts: what the observations of each Seq resolve to. The rules are the core's: the observations
 * go into a tally, in whatever order, and the attempt is read off it.
 */
import {
  dayOfInstant,
  internName,
  nameOf,
  NEVER_FETCHED,
  NO_CODE,
  NO_DAY,
  NO_TIME,
  Tally,
} from "@faceid-tally/core/engine"

import { fromStoredName, isEmptyKey, toStoredName } from "../database/storedText.ts"
import type { Row, Value } from "../tables/Table.ts"
import { attemptTable, inObservation, observationEvidence } from "../tables/resultTables.ts"

/** The values of an observation, in the order of its evidence. */
export type Observation = ReadonlyArray<Value>

/** Resolves Seqs, each from all of its observations; they share one tally, which one that has several needs. */
export class AttemptResolver {
  #tally: Tally | undefined

  /** The row of the view; `undefined` for a Seq that is no attempt. */
  resolve(seq: string, observations: ReadonlyArray<Observation>): Row | undefined {
    const [first] = observations
    if (first === undefined || isEmptyKey(seq)) return undefined
    // One observation speaks for itself: day, Seq, facts and names stand in it as they do in the view.
    if (observations.length === 1) return [...first.slice(0, observationEvidence.place.errCode), 0, 1]
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
      inObservation.flag(observation) === flag &&
      inObservation.errcode(observation) === errcode &&
      inObservation.at(observation) === at
    const time = inObservation.fetchedAt(observation)
    if (isSpeaker && time !== null && (fetchedAt === null || time > fetchedAt)) fetchedAt = time
  }
  return attemptTable.encode({
    day: at === null ? NO_DAY : dayOfInstant(at),
    seq,
    flag,
    errcode,
    at,
    fetchedAt,
    bizToken: toStoredName(nameOf(names.tokens, tally.token(id))),
    ruleId: toStoredName(nameOf(names.rules, tally.rule(id))),
    account: toStoredName(nameOf(names.accounts, tally.account(id))),
    several: tally.hasSeveralTokens(id),
    statements: observations.length,
  })
}

/** Adds one observation of the Seq that has this id. */
export const addObservationRow = (tally: Tally, id: number, observation: Observation): void => {
  const { names } = tally
  tally.addEntry(
    id,
    inObservation.flag(observation),
    inObservation.errcode(observation) ?? NO_CODE,
    inObservation.at(observation) ?? NO_TIME,
    inObservation.fetchedAt(observation) ?? NEVER_FETCHED,
    internName(names.tokens, fromStoredName(inObservation.bizToken(observation))),
    internName(names.rules, fromStoredName(inObservation.ruleId(observation))),
    internName(names.accounts, fromStoredName(inObservation.account(observation))),
  )
}

const numberOrNull = (value: number, missing: number): number | null => (value === missing ? null : value)

/** Whether two rows of the view say the same. */
export const isSameRow = (a: Row | undefined, b: Row | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && a.every((value, i) => value === b[i]))
