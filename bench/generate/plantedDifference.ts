// Where the bill of the bench differs from the results, and what the rules (M1) call each difference. About one attempt in a
// thousand is touched by each of them.
import { foreignSeqOf, type Attempt } from "./verification.ts"

export interface PlantedLine {
  readonly seq: string
  readonly charge: boolean
  readonly errcode: number
  readonly atMs: number
}

export interface Finding {
  readonly kind:
    | "charge_mismatch"
    | "code_mismatch"
    | "duplicate_in_bill"
    | "missing_in_bill"
    | "missing_in_ledger"
    | "unknown_flag"
  readonly impact: -1 | 0 | 1
}

export interface Planted {
  readonly lines: ReadonlyArray<PlantedLine>
  readonly findings: ReadonlyArray<Finding>
  readonly matched: boolean
}

/** All lines of such a token stand on the pages of the day after. */
export const isBilledNextDay = (token: number): boolean => token % 1009 === 500

export const plantLines = (attempt: Attempt): Planted => {
  const { seq, errcode, atMs } = attempt
  const charge = attempt.charge === true
  const own = { seq, charge, errcode, atMs }
  const impactOfLine = charge ? 1 : 0
  switch (attempt.index % 997) {
    case 100: // The bill has forgotten it. One that is not charged need not be listed.
      return {
        lines: [],
        findings: charge ? [{ kind: "missing_in_bill", impact: -1 }] : [],
        matched: false,
      }
    case 200: // The bill has the opposite flag.
      return {
        lines: [{ ...own, charge: !charge }],
        findings: [
          { kind: "charge_mismatch", impact: charge ? -1 : 1 },
          ...(attempt.charge === null ? ([{ kind: "unknown_flag", impact: 0 }] as const) : []),
        ],
        matched: false,
      }
    case 300: // The bill lists it twice.
      return { lines: [own, own], findings: [{ kind: "duplicate_in_bill", impact: impactOfLine }], matched: true }
    case 400: // The bill charges something that nobody did.
      return {
        lines: [own, { seq: foreignSeqOf(attempt.index), charge: true, errcode: 0, atMs }],
        findings: [{ kind: "missing_in_ledger", impact: 1 }],
        matched: true,
      }
    case 500: // The bill gives another reason.
      return {
        lines: [{ ...own, errcode: errcode + 1 }],
        findings: [{ kind: "code_mismatch", impact: 0 }],
        matched: true,
      }
    default:
      return { lines: [own], findings: [], matched: true }
  }
}
