/**
 * What a sweep makes of the provider's refusals. A lane is one RuleId of one account: one bad BizToken in it stops
 * nothing, but when most of a lane are refused it is a setting that is wrong, and no BizToken may be given up for that.
 * Decisions only: nothing is fetched or stored here.
 */
import type { ProviderError } from "../ports/ProviderError.ts"
import type { DueVerification } from "../ports/verifications.ts"

/** What is to be done with a BizToken that was not fetched. */
export interface Verdict {
  readonly due: DueVerification
  readonly error: ProviderError
  /** After which it is tried again; `null` for never. */
  readonly pauseMs: number | null
}

/** Why a sweep asks no more for an account, or for one RuleId of it. */
export interface Stop {
  readonly account: string
  /** `null`: the whole account. */
  readonly ruleId: string | null
  readonly code: string
  /** Most BizTokens were refused: the RuleId, or the account that they were registered with, is not right. */
  readonly isMostRefused: boolean
  readonly error: ProviderError
}

interface Lane {
  good: number
  bad: number
  /** Refused ones that are not given up before it is clear that the lane is in order. */
  held: Array<{ readonly due: DueVerification; readonly error: ProviderError }>
}

/** So many refusals decide about a lane while the sweep goes on … */
const BAD_TO_DECIDE = 20
/** … and so many when it ends. */
const BAD_TO_STOP = 5
/** Without any good answer in its lane, a BizToken is given up when it was refused so many times. */
const REFUSALS_MAX = 3

const MS_PER_MINUTE = 60_000
/** Until it is looked again whether a person has acted. */
const PERSON_PAUSE_MS = 15 * MS_PER_MINUTE
const ACCOUNT_PAUSE_MS = MS_PER_MINUTE / 2

export class RefusalPolicy {
  readonly #lanes = new Map<string, Lane>()
  readonly #stops = new Map<string, Stop>()

  get stops(): ReadonlyArray<Stop> {
    return [...this.#stops.values()]
  }

  /** The accounts of which nothing need be asked for any more. */
  get stoppedAccounts(): ReadonlyArray<string> {
    return this.stops.filter(({ ruleId }) => ruleId === null).map(({ account }) => account)
  }

  /** The verdict on a BizToken that need not be asked for any more. */
  stopped(due: DueVerification): Verdict | undefined {
    const stop = this.#stops.get(keyOf(due.account, null)) ?? this.#stops.get(keyOf(due.account, due.ruleId))
    return stop === undefined ? undefined : { due, error: stop.error, pauseMs: pauseOf(stop.error, due) }
  }

  succeed(due: DueVerification): void {
    this.#lane(due).good++
  }

  /** What the error means for this BizToken, and for others of its lane that waited for it. */
  judge(due: DueVerification, error: ProviderError): ReadonlyArray<Verdict> {
    const retry: Verdict = { due, error, pauseMs: pauseOf(error, due) }
    if (error.scope !== "request") {
      this.#stop(due, error, false)
      return [retry]
    }
    if (error.reason === "token_expired") return [giveUp(due, error)]
    if (!isDoubtful(error)) return [retry]

    const lane = this.#lane(due)
    lane.bad++
    if (error.retryClass === "final") lane.held.push({ due, error })
    const verdicts = error.retryClass === "final" ? [] : [retry]
    if (lane.bad < BAD_TO_DECIDE) return verdicts
    if (lane.bad > lane.good) this.#stop(due, error, true)
    return [...verdicts, ...release(lane)]
  }

  /** The verdicts on those that are still held when the sweep ends. */
  finish(): ReadonlyArray<Verdict> {
    return [...this.#lanes.values()].flatMap((lane) => {
      const [first] = lane.held
      if (first !== undefined && lane.bad >= BAD_TO_STOP && lane.bad > lane.good) {
        this.#stop(first.due, first.error, true)
      }
      return release(lane)
    })
  }

  #lane({ account, ruleId }: DueVerification): Lane {
    const key = keyOf(account, ruleId)
    const lane = this.#lanes.get(key) ?? { good: 0, bad: 0, held: [] }
    this.#lanes.set(key, lane)
    return lane
  }

  #stop({ account, ruleId: asked }: DueVerification, error: ProviderError, isMostRefused: boolean): void {
    const ruleId = error.scope === "account" ? null : asked
    const key = keyOf(account, ruleId)
    if (!this.#stops.has(key)) {
      this.#stops.set(key, { account, ruleId, code: error.stableCode, isMostRefused, error })
    }
  }
}

/** Both may come of a setting: a RuleId or an account that the BizToken was not made with. */
const isDoubtful = ({ reason }: ProviderError): boolean =>
  reason === "token_invalid" || reason === "token_illegal" || reason === "invalid_parameter"

/** Lets go of what a lane holds: given up where the lane is in order, else tried again. */
const release = (lane: Lane): ReadonlyArray<Verdict> => {
  const isSetting = lane.bad >= BAD_TO_STOP && lane.bad > lane.good
  const verdicts = lane.held.map(({ due, error }) => {
    const isBad = !isSetting && (lane.good > 0 || due.failures + 1 >= REFUSALS_MAX)
    return isBad ? giveUp(due, error) : { due, error, pauseMs: PERSON_PAUSE_MS }
  })
  lane.held = []
  return verdicts
}

const giveUp = (due: DueVerification, error: ProviderError): Verdict => ({ due, error, pauseMs: null })

/** Twice as long after each failure, up to an hour; the ledger sees to it that the deadline is not missed. */
const pauseOf = (error: ProviderError, { failures }: DueVerification): number =>
  waitsForPerson(error) || error.scope === "account" ? restOf(error) : MS_PER_MINUTE * Math.min(2 ** failures, 60)

/** How long an account is left alone after an error that concerns all of it. */
export const restOf = (error: ProviderError): number =>
  waitsForPerson(error) ? PERSON_PAUSE_MS : (error.retryAfterMs ?? ACCOUNT_PAUSE_MS)

const waitsForPerson = ({ retryClass }: ProviderError): boolean =>
  retryClass === "person" || retryClass === "clock" || retryClass === "final"

const keyOf = (account: string, ruleId: string | null): string => JSON.stringify([account, ruleId])
