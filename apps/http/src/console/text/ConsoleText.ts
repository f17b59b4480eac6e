/**
 * Every sentence of the console that packages/report does not have. The interface is the catalogue's shape: a sentence
 * that a language lacks does not compile.
 */
import type { Role, WorkKind } from "@faceid-tally/books"
import type { DiscrepancyKind, Ruling } from "@faceid-tally/core"
import type { Channel } from "@faceid-tally/host"

export type PageName = "month" | "discrepancies" | "verifications" | "evidence" | "settings"

export interface ConsoleText {
  readonly shell: {
    readonly skip: string
    readonly nav: string
    readonly pages: Readonly<Record<PageName, string>>
    /** The other language, in that language. */
    readonly otherLanguage: string
    readonly signOut: string
    readonly signedIn: (key: string, role: string) => string
    readonly role: Readonly<Record<Role, string>>
    /** No key is configured. */
    readonly open: string
    readonly times: string
    readonly download: string
    readonly nextPage: string
    readonly firstPage: string
    readonly paging: string
  }
  readonly signIn: {
    readonly title: string
    readonly lead: string
    readonly key: string
    readonly submit: string
    readonly wrong: string
    readonly tooMany: (minutes: number) => string
    readonly signedOut: string
    readonly howTo: string
  }
  readonly fault: {
    readonly title: string
    readonly notFound: string
    readonly notAllowed: string
    readonly staleForm: string
    readonly tooLarge: string
    readonly thisMachine: string
    readonly unexpected: (requestId: string | null) => string
    readonly back: string
  }
  readonly action: {
    readonly reconcile: string
    readonly reconcileAgain: string
    readonly pull: string
    readonly pullAgain: string
    readonly pullMissing: string
    readonly collect: string
    readonly underWay: string
    readonly pulledDays: (pulled: number, others: number) => string
  }
  readonly month: {
    readonly title: (month: string) => string
    readonly previous: string
    readonly next: string
    readonly question: string
    readonly empty: string
    readonly emptyHelp: string
    readonly future: string
    readonly notReconciled: string
    readonly sumsDiffer: (difference: number) => string
    readonly sumsAgree: string
    readonly sumsUnknown: string
    readonly basis: (run: number, from: string, to: string, at: string) => string
    readonly basisOfDays: (runs: number, from: string, to: string) => string
    readonly wider: (run: number, from: string, to: string) => string
    readonly stale: string
    readonly ledgerCharges: string
    readonly billCharges: string
    readonly difference: string
    readonly matched: string
    readonly attempts: string
    readonly bridge: string
    readonly bridgeHelp: string
    readonly bridgeChart: string
    readonly perDay: string
    readonly chart: (month: string) => string
    readonly ours: string
    readonly bill: string
    readonly days: string
    readonly dayTable: (month: string) => string
    readonly state: string
    readonly whole: string
    readonly notPulled: string
    readonly notPulledOf: (accounts: string) => string
    readonly notCollected: (settled: number, tokens: number) => string
    readonly nothingHappened: string
    readonly gapsNone: string
    readonly gapsUnpulled: (days: number) => string
    readonly gapsUncollected: (days: number) => string
    readonly gaps: string
  }
  readonly needs: {
    readonly title: string
    readonly none: string
    readonly nearDeadline: (count: number, deadline: string) => string
    readonly nearDeadlineHelp: string
    readonly refused: (count: number) => string
    readonly refusedHelp: string
    readonly expired: (count: number) => string
    readonly lapsed: (count: number) => string
    readonly lostHelp: string
    readonly failedWork: (count: number) => string
    readonly failedWorkHelp: string
    readonly work: Readonly<Record<WorkKind, string>>
    readonly conflicts: (count: number) => string
    readonly conflictsHelp: string
    readonly look: string
  }
  readonly day: {
    readonly previous: string
    readonly next: string
    readonly byAccount: string
    readonly byErrcode: string
    readonly versions: string
    readonly noVersions: string
    readonly version: string
    readonly source: string
    readonly sources: Readonly<Record<"pull" | "import", string>>
    readonly closedAt: string
    readonly attempts: string
    readonly noAttempts: string
    readonly discrepancies: string
    readonly noRun: string
    readonly noDiscrepancies: string
    readonly all: string
    readonly empty: string
    readonly changes: string
    readonly changesOf: (from: number, to: number) => string
    readonly notOutYet: (from: string) => string
  }
  readonly discrepancies: {
    readonly title: string
    readonly of: (run: number, from: string, to: string) => string
    readonly noRun: string
    readonly none: string
    readonly noneFiltered: string
    readonly filter: string
    readonly kind: string
    readonly allKinds: string
    readonly day: string
    readonly account: string
    readonly allAccounts: string
    readonly impact: string
    readonly anyImpact: string
    readonly onlyImpact: string
    readonly order: string
    readonly byPlace: string
    readonly byImpact: string
    readonly apply: string
    readonly reset: string
    readonly table: string
    readonly what: Readonly<Record<DiscrepancyKind, string>>
    readonly noId: string
  }
  readonly verification: {
    readonly title: string
    readonly search: string
    readonly searchHint: string
    readonly submit: string
    readonly list: (month: string) => string
    readonly listAll: string
    readonly anyState: string
    readonly listEmpty: string
    readonly listHelp: string
    readonly unknown: (id: string) => string
    readonly unknownHelp: string
    readonly facts: string
    readonly state: string
    readonly rule: string
    readonly account: string
    readonly issued: string
    readonly estimated: (at: string) => string
    readonly fetched: string
    readonly never: string
    readonly nextDue: string
    readonly deadline: string
    readonly failure: (code: string, failures: number) => string
    readonly refused: (code: string) => string
    readonly nfc: string
    readonly attempts: string
    readonly noAttempts: string
    readonly attempt: (ordinal: number) => string
    readonly ours: string
    readonly bill: string
    readonly billDay: (day: string) => string
    readonly notInBill: string
    readonly billNotPulled: string
    readonly differs: string
    readonly rules: string
    /** What the published rules of one edition say of a code. */
    readonly ruling: (edition: string, errcode: number, ruling: Ruling) => string
    readonly noEdition: string
    readonly noCode: string
    readonly agrees: string
    readonly disagrees: string
    readonly open: string
    readonly statements: string
    readonly fetches: string
    readonly noFetches: string
    readonly outcome: Readonly<Record<"fetched" | "retry" | "refused", string>>
    readonly outcomeColumn: string
    readonly code: string
    readonly news: string
    readonly both: (ours: string, bill: string) => string
  }
  readonly evidence: {
    readonly title: string
    readonly lead: string
    readonly lastSeal: string
    readonly noSeal: string
    readonly head: string
    readonly unsealed: (batches: number) => string
    readonly verify: string
    readonly verifyHelp: string
    readonly verifyWith: string
    readonly headHint: string
    readonly verifyNow: string
    readonly receipt: string
    readonly receiptHelp: string
    readonly receiptGet: string
    readonly receiptOf: (seq: string) => string
    readonly receiptSeal: (seal: number, at: string) => string
    readonly receiptDownload: string
    readonly runs: string
    readonly noRuns: string
    readonly run: string
    readonly period: string
    readonly ranAt: string
    readonly rule: string
    readonly allRules: string
    readonly items: string
  }
  readonly settings: {
    readonly title: string
    readonly lead: string
    readonly ledger: string
    readonly provider: string
    readonly endpointDefault: string
    readonly accounts: string
    readonly noAccounts: string
    readonly set: string
    readonly notSet: string
    readonly fromEnvironment: (name: string) => string
    readonly rules: string
    readonly noRules: string
    readonly channel: string
    readonly channels: Readonly<Record<Channel, string>>
    readonly edition: string
    readonly titleColumn: string
    readonly keys: string
    readonly noKeys: string
    readonly keyTitle: string
    readonly role: string
    readonly created: string
    readonly revoked: string
    readonly active: string
    readonly version: string
    readonly all: string
  }
}
