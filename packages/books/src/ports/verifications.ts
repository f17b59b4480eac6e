/** BizTokens in the words of the port: what is registered, what is due, and what came of a fetch. */
import type { DetectInfo, VerificationFacts, VerificationState } from "@faceid-tally/core/engine"

export interface DueVerification {
  readonly bizToken: string
  readonly ruleId: string
  readonly account: string
  readonly issuedAt: number
  /** From here on the provider no longer has the result. */
  readonly deadline: number
  /** Fetches that failed since the last that did not. */
  readonly failures: number
}

/** What the open BizTokens wait for. Those without RuleId are left out: they wait for a person. */
export interface Waiting {
  /** Due now, and nobody's. */
  readonly due: ReadonlyArray<{ readonly account: string; readonly count: number }>
  /** Held by others. */
  readonly held: ReadonlyArray<{
    readonly worker: string
    /** The machine and the process, where the name says so. */
    readonly host: string | null
    readonly pid: number | null
    readonly count: number
    /** When the last of these leases runs out. */
    readonly until: number
  }>
  /** Due later, the first of them then. */
  readonly later: { readonly count: number; readonly from: number } | null
}

/** What came of fetching a BizToken. */
export type FetchOutcome =
  | { readonly _tag: "Fetched"; readonly record: DetectInfo }
  /** It failed in a way that may pass. `code` is a stable code, without any value. */
  | { readonly _tag: "Retry"; readonly at: number; readonly code: string }
  /** The provider refuses this BizToken for good. */
  | { readonly _tag: "Refused"; readonly code: string }
  /** It was not asked for: it is given back as it was, due again then. */
  | { readonly _tag: "Released"; readonly at: number }

/** A BizToken with what came of fetching it. */
export interface Fetch {
  readonly bizToken: string
  readonly outcome: FetchOutcome
}

export interface Settled {
  readonly state: VerificationState
  /** When it is due again; `null` for never. */
  readonly nextDue: number | null
  /** Statements that were new. */
  readonly observations: number
}

/** All that is known of one BizToken. */
export interface Verification extends VerificationFacts {
  readonly bizToken: string
  readonly ruleId: string | null
  readonly account: string
  readonly state: VerificationState
  readonly deadline: number
  readonly nextDue: number | null
  readonly failures: number
  /** The code of the last failure, or of the refusal. */
  readonly failureCode: string | null
  readonly refused: boolean
  readonly registeredAt: number
  readonly nfcCharges: number | null
}
