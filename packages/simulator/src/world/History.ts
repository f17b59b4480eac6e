/**
 * A stretch of days on which persons were verified, unfolded from the seed: what the world holds before anybody calls
 * the simulator.
 */
import { dayNumberOf, dayOfInstant, startOfDay } from "@faceid-tally/core/engine"

import type { Account } from "./Account.ts"
import { type Planted, type PlantKind, plantedIn, plantKinds } from "./plant.ts"
import { Random } from "./Random.ts"
import { makeVerification, USABLE_MS, type Verification, VERIFICATIONS_MAX } from "./Verification.ts"

export interface History {
  /** The first day, `YYYY-MM-DD` in China. */
  readonly from: string
  readonly days: number
  /** How many BizTokens are issued a day, in all accounts together. Default 40. */
  readonly verificationsPerDay?: number
  /** How many errors of each kind are planted on the bills. */
  readonly plants?: { readonly [kind in PlantKind]?: number }
  /** How many attempts have a flag that contradicts the published rules of their edition. */
  readonly ruleViolations?: number
}

export interface Unfolded {
  readonly firstDay: number
  readonly lastDay: number
  readonly verifications: ReadonlyArray<Verification>
  readonly violations: ReadonlyArray<Planted>
  /** The errors to plant, each with the verifications in which there may be room for it, in a random order. */
  readonly plants: ReadonlyArray<{ readonly kind: PlantKind; readonly room: ReadonlyArray<Verification> }>
}

const VERIFICATIONS_PER_DAY = 40
const MS_PER_DAY = 86_400_000

export const unfold = (seed: string, accounts: ReadonlyArray<Account>, history: History): Unfolded => {
  const firstDay = dayNumberOf(history.from)
  if (firstDay === undefined) throw new RangeError("A history begins at a date, YYYY-MM-DD.")
  const { days: length, verificationsPerDay = VERIFICATIONS_PER_DAY } = history
  if (!Number.isInteger(length) || length < 1) throw new RangeError("A history has one day or more.")
  if (length * verificationsPerDay > VERIFICATIONS_MAX) throw new RangeError("The history is too large.")
  const lastDay = firstDay + length - 1
  const offers = accounts.flatMap(({ name, rules }) =>
    rules.map((rule) => [{ account: name, rule }, rule.share ?? 1] as const),
  )
  const days = Array.from({ length }, (_, i) => firstDay + i)
  const regular = days.flatMap((day) => {
    const random = new Random(seed, `day ${day}`)
    return Array.from({ length: verificationsPerDay }, () => {
      const { account, rule } = random.pick(offers)
      const issuedAt = startOfDay(day) + random.integer(0, MS_PER_DAY - 1)
      return makeVerification(random, account, rule, issuedAt)
    })
  })
  const shuffled = new Random(seed, "errors").shuffled(regular)
  const { violations, turned } = violate(shuffled, history.ruleViolations ?? 0)
  // A charge shifted beyond the last day would be seen by nobody who pulls the days of the history.
  const early = shuffled.filter(({ issuedAt }) => dayOfInstant(issuedAt + USABLE_MS) < lastDay)
  return {
    firstDay,
    lastDay,
    verifications: regular.map((verification) => turned.get(verification.bizToken) ?? verification),
    violations,
    plants: plantKinds.flatMap((kind) =>
      Array.from({ length: history.plants?.[kind] ?? 0 }, () => ({
        kind,
        room: kind === "shifted_day" ? early : shuffled,
      })),
    ),
  }
}

/** Turns the flag of an attempt in some verifications against the rules of their edition. */
const violate = (verifications: ReadonlyArray<Verification>, count: number) => {
  const turned = new Map<string, Verification>()
  const violations: Array<Planted> = []
  for (const verification of verifications) {
    if (violations.length === count) break
    // A flag that is known is one that the rules decided.
    const attempt = verification.attempts.find(({ charge }) => charge !== null)
    if (attempt === undefined) continue
    const attempts = verification.attempts.map((each) =>
      each === attempt ? { ...each, charge: each.charge === false } : each,
    )
    turned.set(verification.bizToken, { ...verification, attempts })
    violations.push(plantedIn("rule_violation", verification, attempt))
  }
  if (violations.length < count) throw new RangeError(`The history has no room for ${count} rule violations.`)
  return { violations, turned }
}
