/**
 * The port AccountBills: what was really paid, by month and account, as finance brings it (F3.4). A new content is a new
 * version, and all of them are kept; the same content again only moves the time at which it was last seen.
 */
import type { AccountBillRow, AccountBillVersion } from "@faceid-tally/core/money"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { LedgerError } from "./LedgerError.ts"

type Answer<A> = Effect.Effect<A, LedgerError>

/** A bill as it was read. */
export interface NewAccountBill {
  /** `2026-10`. */
  readonly month: string
  readonly account: string
  readonly rows: ReadonlyArray<AccountBillRow>
  /** Rows of other products, which are not kept. */
  readonly dropped: number
}

/** One version of the bill of a month and account, without its rows. */
export interface StoredAccountBill {
  readonly month: string
  readonly account: string
  /** 1, 2, 3 … of its month and account. */
  readonly version: number
  /** SHA-256 of its rows, whatever their order, in hex. */
  readonly digest: string
  /** When it was first seen, epoch milliseconds, and when last. */
  readonly firstSeenAt: number
  readonly lastSeenAt: number
  readonly rows: number
  readonly dropped: number
}

/** The latest version of an account, with its rows. */
export interface LatestAccountBill extends AccountBillVersion {
  readonly account: string
}

export interface AccountBillsShape {
  /** Stores a bill that was seen at `now`; `isNew` is false where the latest version says the same. */
  readonly store: (bill: NewAccountBill, now: number) => Answer<StoredAccountBill & { readonly isNew: boolean }>
  /** Of each account that has a bill of the month the latest version, by name. */
  readonly latest: (month: string) => Answer<ReadonlyArray<LatestAccountBill>>
  /** All versions of a month, by account and version. */
  readonly versions: (month: string) => Answer<ReadonlyArray<StoredAccountBill>>
}

export class AccountBills extends Context.Service<AccountBills, AccountBillsShape>()("faceid-tally/AccountBills") {}
