/** What a person reads: the shape of a catalogue. A message that a language lacks does not compile. */
import type {
  Charge,
  DiscrepancyKind,
  IncompleteReason,
  RejectionCode,
  Remark,
  Ruling,
  RulesFault,
  WhyCode,
} from "@faceid-tally/core"

import type { Grouping } from "./Grouping.ts"

/** The sentence of each code. */
export type RemarkTexts = { readonly [C in Remark["code"]]: (remark: Extract<Remark, { readonly code: C }>) => string }

export type Params = { readonly [name: string]: string | number | null }

export interface Messages {
  readonly language: string
  /** Between a label and what it labels. */
  readonly colon: string
  readonly comma: string
  /** Between two sentences. */
  readonly gap: string
  readonly stop: string
  readonly unknown: string
  readonly none: string
  readonly charge: (charge: Charge) => string
  readonly ruling: Readonly<Record<Ruling, string>>
  readonly kind: Readonly<Record<DiscrepancyKind, string>>
  readonly why: Readonly<Record<WhyCode, (params: Params) => string>>
  readonly incomplete: Readonly<Record<IncompleteReason, string>>
  /** `expected` is put into words; `met` is a name that stood in the data (a key, a header, a place), never a value. */
  readonly rejected: Readonly<Record<RejectionCode, (expected: string, met: string) => string>>
  readonly remark: RemarkTexts
  /** What a field must hold, put into words from the schema's term. */
  readonly expected: (term: string) => string
  readonly rulesFault: Readonly<Record<RulesFault["problem"], string>>
  readonly grouping: Readonly<Record<Grouping, string>>
  /** How a person comes to the verification, by the code in the settings. */
  readonly channel: Readonly<Record<string, string>>
  /** The names of a workbook's sheets. */
  readonly sheet: {
    readonly count: string
    readonly summary: string
    readonly discrepancies: string
    readonly groups: (grouping: string) => string
  }
  readonly columns: {
    readonly account: string
    readonly amount: string
    readonly attempts: string
    readonly billAt: string
    readonly billCharge: string
    readonly billDay: string
    readonly billErrcode: string
    readonly bridge: string
    readonly charge: string
    readonly charges: string
    readonly chargeType: string
    readonly conflicts: string
    readonly count: string
    readonly day: string
    readonly duplicates: string
    readonly edition: string
    readonly entries: string
    readonly errcode: string
    readonly explanation: string
    readonly fetchedAt: string
    readonly impact: string
    readonly kind: string
    readonly kindName: string
    readonly ledgerAt: string
    readonly ledgerCharge: string
    readonly ledgerDay: string
    readonly ledgerErrcode: string
    readonly lines: string
    readonly meaning: string
    readonly nfcCharges: string
    readonly place: string
    readonly records: string
    readonly rejected: string
    readonly results: string
    readonly apiErrors: string
    readonly readOn: string
    readonly ruling: string
    readonly source: string
    readonly time: string
    readonly title: string
    readonly uncharged: string
    readonly unidentified: string
    readonly unknown: string
    readonly unknownCharged: string
    readonly unknownFree: string
    readonly unknownUnlisted: string
    readonly why: string
  }
  readonly count: {
    readonly headline: (charges: number, attempts: number) => string
    readonly days: (from: string | undefined, to: string | undefined) => string
    /** Attempts of other days, attempts without a time, and NFC charges without one. */
    readonly leftOut: (outside: number, undated: number, nfcUndated: number) => string
    readonly charges: string
    readonly uncharged: string
    readonly unknown: string
    readonly unknownOf: (edition: string, counts: Readonly<Record<Ruling, number>>) => string
    readonly unknownHint: string
    readonly attempts: string
    readonly nfc: string
    readonly conflicts: string
    readonly duplicates: string
    readonly unidentified: string
    readonly rejected: string
    readonly read: (counts: {
      records: number
      results: number
      apiErrors: number
      rejected: number
      entries: number
    }) => string
  }
  readonly reconcile: {
    readonly incompleteDays: (days: number) => string
    readonly more: (count: number) => string
    readonly period: (from: string, to: string) => string
    readonly nothingCompared: (ruleId?: string, from?: string | null, to?: string | null) => string
    readonly ruleIdsThere: (ruleIds: ReadonlyArray<string>, more: number) => string
    readonly daysThere: (days: ReadonlyArray<string>, more: number) => string
    readonly nothingThere: string
    readonly noVerdict: Readonly<Record<"results" | "bills", string>>
    readonly right: (charges: number) => string
    readonly rightSoFar: (charges: number) => string
    readonly balanced: (charges: number, impacts: number) => string
    readonly wrong: (bill: number, ledger: number, difference: number, items: number, amount?: string) => string
    readonly provisional: string
    readonly bridgeStart: string
    readonly bridgeEnd: string
    readonly byChargeType: string
    readonly byRule: (grouping: string) => string
    readonly informational: string
    readonly first: (shown: number, total: number) => string
    readonly others: (count: number) => string
    readonly alike: (count: number, bill: string, ours: string) => string
    readonly matched: (count: number) => string
    readonly undated: (ledger: number, bill: number) => string
    readonly unattributed: (count: number) => string
    readonly repeatedPages: (count: number) => string
    readonly chargeCount: (stated: number, charged: number) => string
    readonly rejected: (results: number, bills: number) => string
    readonly law: (explained: number, bill: number, ledger: number, difference: number) => string
  }
  readonly show: {
    readonly nothing: (id: string) => string
    readonly token: (id: string) => string
    readonly seq: (id: string) => string
    readonly attempts: string
    readonly entries: string
    readonly lines: string
    readonly noAttempts: string
    readonly noLines: string
    readonly rules: string
    readonly stated: (count: number) => string
  }
  readonly explain: {
    readonly unknownCode: (code: number) => string
    readonly readOn: (page: string, day: string) => string
    readonly ownTable: (file: string) => string
    readonly audits: string
  }
}
