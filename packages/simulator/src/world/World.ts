/**
 * The simulated world: who was verified when, and what the provider bills for it. A seed decides all of it, the part
 * that was there from the start and the part that grows with each `DetectAuth`.
 */
import { dayNumberOf, dayOfInstant } from "@faceid-tally/core/engine"

import type { Account, Rule } from "./Account.ts"
import { type Bill, type BilledLine, billOf } from "./Bill.ts"
import { type History, unfold } from "./History.ts"
import { canBear, plantedIn, type Planted, type PlantKind, spoiled, withInventedNames } from "./plant.ts"
import { Random } from "./Random.ts"
import { type Attempt, makeVerification, type Verification, VERIFICATIONS_MAX } from "./Verification.ts"

export interface WorldOptions {
  readonly seed: string
  readonly accounts: ReadonlyArray<Account>
  readonly history?: History | undefined
  /** Whether the bill lists attempts that are not charged; the provider leaves it open. */
  readonly listsUncharged: boolean
}

/** Where an error is to be planted; what is left out does not matter. */
export interface PlantTarget {
  readonly account?: string | undefined
  readonly bizToken?: string | undefined
  readonly seq?: string | undefined
  /** The day of the attempt, `YYYY-MM-DD`. */
  readonly day?: string | undefined
}

interface Billable {
  readonly verification: Verification
  readonly attempt: Attempt
}

export class World {
  readonly seed: string
  readonly accounts: ReadonlyArray<Account>
  readonly #listsUncharged: boolean
  readonly #verifications = new Map<string, Verification>()
  /** What there is to bill, by account and day. */
  readonly #billables = new Map<string, Array<Billable>>()
  /** The errors by the BizToken of the verification that bears them, with the attempt whose line they spoil. */
  readonly #planted = new Map<string, { readonly planted: Planted; readonly attempt: Attempt | null }>()
  /** The bills that were asked for, until something on them changes. */
  readonly #bills = new Map<string, Bill>()
  readonly #issued = new Map<string, number>()
  #firstDay = Infinity
  #lastDay = -Infinity

  constructor({ seed, accounts, history, listsUncharged }: WorldOptions) {
    this.seed = seed
    this.accounts = accounts
    this.#listsUncharged = listsUncharged
    if (history !== undefined) this.#live(history)
  }

  get verifications(): Iterable<Verification> {
    return this.#verifications.values()
  }

  /** Every day on which something happened or was billed, and those between, as day numbers. */
  get days(): ReadonlyArray<number> {
    const length = Math.max(0, this.#lastDay - this.#firstDay + 1)
    return Number.isFinite(length) ? Array.from({ length }, (_, i) => this.#firstDay + i) : []
  }

  get planted(): ReadonlyArray<Planted> {
    return [...this.#planted.values()].map(({ planted }) => planted)
  }

  get isFull(): boolean {
    return this.#verifications.size >= VERIFICATIONS_MAX
  }

  find(bizToken: string): Verification | undefined {
    return this.#verifications.get(bizToken)
  }

  /** Issues a BizToken; what the person will do with it is decided with it. */
  issue(account: Account, rule: Rule, issuedAt: number, given: Partial<Verification>): Verification {
    const ordinal = (this.#issued.get(account.name) ?? 0) + 1
    this.#issued.set(account.name, ordinal)
    const random = new Random(this.seed, `issued ${account.name} ${ordinal}`)
    const verification = { ...makeVerification(random, account.name, rule, issuedAt), ...given }
    this.#add(verification)
    return verification
  }

  /** The bill of an account for a day number. */
  bill(account: string, day: number): Bill {
    const key = keyOf(account, day)
    let bill = this.#bills.get(key)
    if (bill === undefined) {
      const lines = [day - 1, day].flatMap((own) =>
        (this.#billables.get(keyOf(account, own)) ?? []).flatMap((billable) => this.#billed(billable, own)),
      )
      bill = billOf(
        lines.filter((line) => line.day === day),
        new Random(this.seed, `cursors ${key}`),
        (bizToken) => (this.#isMiscounted(bizToken, day) ? 1 : 0),
      )
      this.#bills.set(key, bill)
    }
    return bill
  }

  /** Plants an error where there is room for it, and says where; `undefined` if there is none. */
  plant(
    kind: PlantKind,
    target: PlantTarget = {},
    room: Iterable<Verification> = this.verifications,
  ): Planted | undefined {
    for (const verification of room) {
      if (this.#planted.has(verification.bizToken) || !isAimedAt(target, verification)) continue
      const attempt = verification.attempts.find((each) => canBear(kind, each) && isAimedAtAttempt(target, each))
      if (attempt === undefined) continue
      const random = new Random(this.seed, `error ${attempt.seq}`)
      const planted = withInventedNames(plantedIn(kind, verification, attempt), random)
      this.#planted.set(verification.bizToken, { planted, attempt })
      this.#see(dayNumberOf(planted.day) ?? dayOfInstant(attempt.at))
      this.#changeBills(verification.account, dayOfInstant(attempt.at))
      return planted
    }
    return undefined
  }

  /** Takes all errors off the bills, as a rerun of the bill does; a flag that breaks the rules stays what it was. */
  heal(): void {
    for (const [bizToken, { attempt }] of this.#planted) if (attempt !== null) this.#planted.delete(bizToken)
    this.#bills.clear()
  }

  #live(history: History): void {
    const { firstDay, lastDay, verifications, violations, plants } = unfold(this.seed, this.accounts, history)
    this.#see(firstDay)
    this.#see(lastDay)
    for (const verification of verifications) this.#add(verification)
    for (const planted of violations) this.#planted.set(planted.bizToken, { planted, attempt: null })
    for (const { kind, room } of plants) {
      if (this.plant(kind, {}, room) === undefined) throw new RangeError(`The history has no room for every ${kind}.`)
    }
  }

  #add(verification: Verification): void {
    const { account, bizToken, issuedAt, attempts } = verification
    this.#verifications.set(bizToken, verification)
    this.#see(dayOfInstant(issuedAt))
    for (const attempt of attempts) {
      const day = dayOfInstant(attempt.at)
      const key = keyOf(account, day)
      const ofDay = this.#billables.get(key)
      if (ofDay === undefined) this.#billables.set(key, [{ verification, attempt }])
      else ofDay.push({ verification, attempt })
      this.#see(day)
      this.#changeBills(account, day)
    }
  }

  /** The lines of one attempt; a bill has no open flags of its own: what is not charged is false. */
  #billed({ verification, attempt }: Billable, day: number): ReadonlyArray<BilledLine> {
    const { bizToken, rule, person } = verification
    const { ruleId, chargeType } = rule
    const isCharged = attempt.charge === true
    const line = { ...attempt, day, bizToken, ruleId, chargeType, person, charge: isCharged }
    const bearing = this.#planted.get(bizToken)
    if (bearing?.attempt === attempt) return spoiled(bearing.planted, line)
    return isCharged || this.#listsUncharged ? [line] : []
  }

  #isMiscounted(bizToken: string, day: number): boolean {
    const planted = this.#planted.get(bizToken)?.planted
    return planted?.kind === "wrong_count" && dayNumberOf(planted.day) === day
  }

  #changeBills(account: string, day: number): void {
    for (const changed of [day, day + 1]) this.#bills.delete(keyOf(account, changed))
  }

  #see(day: number): void {
    this.#firstDay = Math.min(this.#firstDay, day)
    this.#lastDay = Math.max(this.#lastDay, day)
  }
}

const keyOf = (account: string, day: number): string => JSON.stringify([account, day])

const isAimedAt = (target: PlantTarget, { account, bizToken }: Verification): boolean =>
  (target.account ?? account) === account && (target.bizToken ?? bizToken) === bizToken

const isAimedAtAttempt = ({ seq, day }: PlantTarget, attempt: Attempt): boolean =>
  (seq ?? attempt.seq) === attempt.seq && (day === undefined || dayNumberOf(day) === dayOfInstant(attempt.at))
