/** A row by which somebody decides (F4.4): read from JSON or a sheet, or refused by its first wrong field. */
import * as Result from "effect/Result"

import { readAmount } from "../money/Amount.ts"
import { type AcceptedReason, acceptedReasons, type DecisionState, decisionStates, type Said } from "./Decision.ts"
import { isPersonal } from "./isPersonal.ts"

export const rowFields = ["key", "facts", "base", "state", "reason", "ref", "amount", "units", "note"] as const
export type RowField = (typeof rowFields)[number]

export const rowFaultCodes = ["missing", "malformed", "unknown", "not_allowed", "too_long", "personal"] as const
export type RowFaultCode = (typeof rowFaultCodes)[number]

export interface RowFault {
  readonly field: RowField
  readonly code: RowFaultCode
}

export interface DecisionRow extends Said {
  readonly key: string
  readonly facts: string
  /** The number of the latest decision that the writer saw; 0: none. */
  readonly base: number
}

/** What stands in a row; an empty text is nothing. */
export type RowValues = { readonly [field in RowField]?: unknown }

export const REF_MAX = 64
export const NOTE_MAX = 500

/** `null`: a row without state is no row. */
export const readDecisionRow = (values: RowValues): Result.Result<DecisionRow, RowFault> | null =>
  isNothing(values.state)
    ? null
    : Result.gen(function* () {
        const key = yield* readHash("key", values.key)
        const facts = yield* readHash("facts", values.facts)
        const base = yield* readBase(values.base)
        const state = yield* readState(values.state)
        const reason = yield* readReason(values.reason, state)
        const ref = yield* readText("ref", values.ref, REF_MAX)
        const credit = yield* readCredit(values, state)
        const note = yield* readText("note", values.note, NOTE_MAX)
        return { key, facts, base, state, reason, ref, ...credit, note }
      })

type Read<A> = Result.Result<A, RowFault>

const refuse = (field: RowField, code: RowFaultCode): Read<never> => Result.fail({ field, code })

const isNothing = (value: unknown): boolean => value === undefined || value === null || value === ""

/** The first 16 hex digits of a digest. */
const readHash = (field: "key" | "facts", value: unknown): Read<string> => {
  if (isNothing(value)) return refuse(field, "missing")
  return typeof value === "string" && /^[0-9a-f]{16}$/.test(value) ? Result.succeed(value) : refuse(field, "malformed")
}

const readBase = (value: unknown): Read<number> => {
  if (isNothing(value)) return refuse("base", "missing")
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0
    ? Result.succeed(value)
    : refuse("base", "malformed")
}

const readState = (value: unknown): Read<DecisionState> => {
  if (typeof value !== "string") return refuse("state", "malformed")
  const state = decisionStates.find((each) => each === value)
  return state === undefined ? refuse("state", "unknown") : Result.succeed(state)
}

const readReason = (value: unknown, state: DecisionState): Read<AcceptedReason | null> => {
  if (state !== "accepted") return isNothing(value) ? Result.succeed(null) : refuse("reason", "not_allowed")
  if (isNothing(value)) return refuse("reason", "missing")
  if (typeof value !== "string") return refuse("reason", "malformed")
  const reason = acceptedReasons.find((each) => each === value)
  return reason === undefined ? refuse("reason", "unknown") : Result.succeed(reason)
}

/** At most so many characters, of which surrogate pairs are one. */
const readText = (field: "ref" | "note", value: unknown, max: number): Read<string | null> => {
  if (isNothing(value)) return Result.succeed(null)
  if (typeof value !== "string") return refuse(field, "malformed")
  if ([...value].length > max) return refuse(field, "too_long")
  return isPersonal(value) ? refuse(field, "personal") : Result.succeed(value)
}

/** Of a credit yuan or units, exactly one of them; of another state none. */
const readCredit = ({ amount, units }: RowValues, state: DecisionState): Read<Pick<Said, "amount" | "units">> => {
  const [hasAmount, hasUnits] = [!isNothing(amount), !isNothing(units)]
  if (state !== "credited") {
    if (hasAmount) return refuse("amount", "not_allowed")
    return hasUnits ? refuse("units", "not_allowed") : Result.succeed({ amount: null, units: null })
  }
  if (!hasAmount && !hasUnits) return refuse("amount", "missing")
  if (hasAmount && hasUnits) return refuse("units", "not_allowed")
  if (hasUnits) {
    return typeof units === "number" && Number.isSafeInteger(units) && units > 0
      ? Result.succeed({ amount: null, units })
      : refuse("units", "malformed")
  }
  const credited = typeof amount === "string" ? readAmount(amount) : undefined
  return credited !== undefined && credited > 0n
    ? Result.succeed({ amount: credited, units: null })
    : refuse("amount", "malformed")
}
