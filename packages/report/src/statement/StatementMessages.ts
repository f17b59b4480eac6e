/** Every sentence about a month in money, and the titles of its tables. */
import type { DecisionState } from "@faceid-tally/core/money"

export type StatementColumn =
  | "account"
  | "label"
  | "side"
  | "units"
  | "packUnits"
  | "postpaid"
  | "unpriced"
  | "billed"
  | "consumed"
  | "value"
  | "step"
  | "count"
  | "amount"
  | "pack"
  | "from"
  | "to"
  | "opening"
  | "burnt"
  | "expired"
  | "left"
  | "worthLeft"
  | "errcode"
  | "charges"
  | "state"
  | "impact"
  | "claim"
  | "claimed"
  | "eitherWay"
  | "rules"
  | "mode"
  | "price"
  | "edge"

export type StatementSection = "labels" | "bridge" | "accountBill" | "packs" | "codes" | "states"

export interface StatementMessages {
  readonly columns: Readonly<Record<StatementColumn, string>>
  readonly sections: Readonly<Record<StatementSection, string>>
  readonly title: (month: string) => string
  readonly right: (billed: string) => string
  /** `over`: the bill says more than our records. */
  readonly different: (amount: string, over: boolean, bill: string, ours: string) => string
  /** The amounts agree, and something else does not. */
  readonly differentAlike: (bill: string, cases: number) => string
  readonly incomplete: string
  /** Why the month cannot be told yet. */
  readonly notOver: string
  readonly nothingCompared: string
  readonly daysMissing: (days: number) => string
  readonly unpriced: (charges: number) => string
  readonly noPlan: string
  readonly packUnknown: (id: string) => string
  readonly run: (id: number, seal: number | null) => string
  readonly nfc: (count: number) => string
  readonly ours: string
  readonly bill: string
  readonly difference: string
  readonly effect: string
  readonly noLabel: string
  readonly noCode: string
  readonly codesRest: string
  readonly unknown: string
  readonly free: string
  readonly state: Readonly<Record<DecisionState, string>>
  readonly accountBillLine: Readonly<
    Record<
      | "labels"
      | "adjustment"
      | "otherMonth"
      | "otherComponent"
      | "total"
      | "voucher"
      | "gift"
      | "share"
      | "unpaid"
      | "cash"
      | "rest"
      | "invoice"
      | "usage"
      | "price",
      string
    >
  >
  readonly mode: Readonly<Record<"flat" | "reached" | "graduated", string>>
  readonly edge: string
  readonly prices: {
    readonly none: string
    readonly of: (account: string, source: string | null) => string
    readonly packs: string
    readonly edgeNote: string
  }
}
