/** What the page of a verification shows: what is known of the BizToken, and of each attempt what both sides and the rules say. */
import type {
  AttemptHistory,
  BillVersion,
  FetchNote,
  ListedLine,
  RunItem,
  Verification,
} from "@faceid-tally/books/engine"
import {
  type Attempt,
  type Charge,
  type CodeExplanation,
  dayFromNumber,
  dayOfInstant,
  publishedRules,
  type Ruling,
} from "@faceid-tally/core/engine"
import type { Decision } from "@faceid-tally/core/money"

export interface VerificationView {
  /** `null` where an attempt is shown that has no BizToken. */
  readonly bizToken: string | null
  readonly verification: Verification | null
  readonly attempts: ReadonlyArray<AttemptView>
  readonly fetches: ReadonlyArray<FetchNote>
  /** The discrepancy that led here. */
  readonly item: RunItem | null
  /** What was decided of it, the latest first. */
  readonly decisions: ReadonlyArray<Decision>
}

export type Billed =
  | { readonly _tag: "Line"; readonly line: ListedLine; readonly day: number }
  | { readonly _tag: "Absent" }
  /** No bill of its day is there. */
  | { readonly _tag: "NotPulled" }

export interface AttemptView {
  readonly attempt: Attempt
  readonly statements: AttemptHistory["statements"]
  readonly billed: Billed
  readonly rules: RulesView
}

export interface RulesView {
  /** `null` without a return code. */
  readonly code: CodeExplanation | null
  /** The edition of the RuleId by the settings; without it all are explained. */
  readonly edition: string | null
  readonly verdict: "agrees" | "disagrees" | "open" | null
}

/** The lines of one Seq in the bills of a few days. */
export interface BillOfDay {
  readonly day: number
  readonly version: BillVersion | null
  readonly lines: ReadonlyArray<ListedLine>
}

export const billedOf = (bills: ReadonlyArray<BillOfDay>): Billed => {
  const found = bills.flatMap(({ day, lines }) => lines.map((line) => ({ line, day })))
  const [first] = found.toSorted((a, b) => Number(b.line.charge === true) - Number(a.line.charge === true))
  if (first !== undefined) return { _tag: "Line", ...first }
  return bills.every(({ version }) => version === null) ? { _tag: "NotPulled" } : { _tag: "Absent" }
}

export const rulesOf = ({ errcode, charge, at }: Attempt, edition: string | undefined): RulesView => {
  if (errcode === null) return { code: null, edition: edition ?? null, verdict: null }
  const known = edition !== undefined && publishedRules.editions.includes(edition) ? edition : undefined
  const day = at === null ? undefined : dayFromNumber(dayOfInstant(at))
  const code = publishedRules.explain(errcode, known, day)
  const rulings = new Set(code.editions.map(({ ruling }) => ruling))
  const [only] = rulings
  return {
    code,
    edition: known ?? null,
    verdict: only === undefined || rulings.size > 1 ? null : verdictOf(only, charge),
  }
}

const verdictOf = (ruling: Ruling, charge: Charge): RulesView["verdict"] => {
  if (ruling === "unlisted") return null
  if (charge === null) return "open"
  return (ruling === "charged") === charge ? "agrees" : "disagrees"
}
