/** Where the books stand: BizTokens by state, what is due next, and a grid of days. */
import type { VerificationState } from "@faceid-tally/core/engine"

export interface Status {
  readonly tokens: { readonly [state in VerificationState]: number }
  /** BizTokens that the provider refused for good; they are counted in their state too. */
  readonly refused: number
  /** Due now and not leased. */
  readonly due: number
  /** The next deadlines of BizTokens that are not final, earliest first. */
  readonly deadlines: ReadonlyArray<{
    readonly bizToken: string
    readonly account: string
    readonly deadline: number
    readonly nextDue: number | null
  }>
  /** The latest seal's head. */
  readonly head: string | null
  readonly unsealedBatches: number
  /** By day and account. */
  readonly grid: ReadonlyArray<DayStatus>
}

export interface DayStatus {
  readonly day: number
  readonly account: string
  readonly attempts: number
  readonly charges: number
  /** BizTokens issued on that day, and those that can bring no more news. */
  readonly tokens: number
  readonly settled: number
  /** No BizToken of the day is open any more. */
  readonly collected: boolean
  /** The latest version of the day's bill. */
  readonly pulled: { readonly version: number; readonly charges: number; readonly closedAt: number } | null
  /** The latest run that covered the day. */
  readonly reconciled: { readonly run: number; readonly ranAt: number; readonly difference: number } | null
  /** Bill charges − ledger charges, from the sums; `null` while the day was not pulled. */
  readonly difference: number | null
}

export type DaySumKey = "day" | "account" | "ruleId" | "errcode"

export interface DaySum {
  readonly day: number | null
  readonly account: string | null
  readonly ruleId: string | null
  readonly errcode: number | null
  readonly attempts: number
  readonly charges: number
  readonly uncharged: number
  readonly unknown: number
}
