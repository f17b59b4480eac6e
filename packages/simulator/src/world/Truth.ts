/**
 * What really happened in the simulated world, to compare a ledger and a reconciliation with: every attempt of every
 * BizToken, every line of every bill, and every planted error. It holds no personal data.
 */
import { type BillingDay, type Charge, dayFromNumber } from "@faceid-tally/core/engine"

import { type MoneyOptions, plantedMoneyOf } from "./AccountBill.ts"
import type { PlantedMoney } from "./moneyPlant.ts"
import type { Channel, ChargeType } from "./Account.ts"
import type { BilledLine } from "./Bill.ts"
import type { Planted } from "./plant.ts"
import { type Attempt, finalAt } from "./Verification.ts"
import type { World } from "./World.ts"

export interface Truth {
  readonly seed: string
  readonly rules: ReadonlyArray<TrueRule>
  /** In the order of issue. */
  readonly verifications: ReadonlyArray<TrueVerification>
  /** Each day of each account, empty ones too, in the order of account and day. */
  readonly bills: ReadonlyArray<TrueBill>
  readonly planted: ReadonlyArray<Planted>
  /** The errors in the account bills of whole months, where prices are given. */
  readonly money: ReadonlyArray<PlantedMoney>
  readonly totals: TrueTotals
}

export interface TrueRule {
  readonly account: string
  readonly ruleId: string
  readonly title: string
  readonly channel: Channel
  readonly edition: string
}

export interface TrueVerification {
  readonly account: string
  readonly ruleId: string
  readonly bizToken: string
  /** Epoch milliseconds, as all times here. */
  readonly issuedAt: number
  /** When no more attempts can come. */
  readonly finalAt: number
  /** All that will ever come, also those that lie ahead of the business clock. */
  readonly attempts: ReadonlyArray<TrueAttempt>
  readonly nfcBillingCounts: number | null
}

export interface TrueAttempt {
  readonly seq: string
  readonly at: number
  readonly errcode: number
  readonly charge: Charge
}

export interface TrueBill {
  readonly account: string
  readonly day: BillingDay
  readonly tokens: ReadonlyArray<{
    readonly bizToken: string
    readonly ruleId: string
    readonly chargeCount: number
    readonly lines: ReadonlyArray<TrueAttempt & { readonly chargeType: ChargeType }>
  }>
}

export interface TrueTotals {
  readonly attempts: number
  /** Attempts with `IsNeedCharge: true`. */
  readonly charges: number
  /** Attempts whose flag is null. */
  readonly unknown: number
  /** Lines of the bills, and the charged among them. */
  readonly lines: number
  readonly billCharges: number
}

export const truthOf = (world: World, money?: MoneyOptions): Truth => {
  const verifications = [...world.verifications]
    .sort((a, b) => a.issuedAt - b.issuedAt || (a.bizToken < b.bizToken ? -1 : 1))
    .map((verification) => ({
      account: verification.account,
      ruleId: verification.rule.ruleId,
      bizToken: verification.bizToken,
      issuedAt: verification.issuedAt,
      finalAt: finalAt(verification),
      attempts: verification.attempts.map(toFacts),
      nfcBillingCounts: verification.nfcBillingCounts,
    }))
  const bills = world.accounts.flatMap(({ name }) =>
    world.days.map((day) => ({
      account: name,
      day: dayFromNumber(day),
      tokens: world.bill(name, day).tokens.map(({ bizToken, ruleId, chargeCount, lines }) => ({
        bizToken,
        ruleId,
        chargeCount,
        lines: lines.map((line) => ({ ...toFacts(line), chargeType: line.chargeType })),
      })),
    })),
  )
  const attempts = verifications.flatMap((verification) => verification.attempts)
  const lines = bills.flatMap(({ tokens }) => tokens.flatMap((token) => token.lines))
  return {
    seed: world.seed,
    rules: world.accounts.flatMap(({ name, rules }) =>
      rules.map(({ ruleId, title, channel, edition }) => ({ account: name, ruleId, title, channel, edition })),
    ),
    verifications,
    bills,
    planted: world.planted,
    money: plantedMoneyOf(world, money),
    totals: {
      attempts: attempts.length,
      charges: attempts.filter(({ charge }) => charge === true).length,
      unknown: attempts.filter(({ charge }) => charge === null).length,
      lines: lines.length,
      billCharges: lines.filter(({ charge }) => charge === true).length,
    },
  }
}

const toFacts = ({ seq, at, errcode, charge }: Attempt | BilledLine): TrueAttempt => ({ seq, at, errcode, charge })
