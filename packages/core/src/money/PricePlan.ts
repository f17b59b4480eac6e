/**
 * The price plan of a customer: what each label (计费标签) costs on which day, and the packs that were bought
 * (F2). It is the customer's data, read from a file; no price is built in. A plan that contradicts itself is
 * refused whole, with the place of each mistake.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { dayNumberOf } from "../calendar/day.ts"
import { checkWith } from "../decoding/checkWith.ts"
import { compareBytes } from "../columns/Dictionary.ts"
import type { Rejection } from "../rejections/Rejection.ts"
import { type Amount, type MaybeAmount, readAmount } from "./Amount.ts"
import { isFirstOfMonth, isLastOfMonth } from "../calendar/Month.ts"
import { plainName } from "./plainName.ts"

/** What holds from a day on: one price, or steps by the number of units in the calendar month. */
export interface Price {
  /** Day numbers; `to` is the last day, `null` for one without end. */
  readonly from: number
  readonly to: number | null
  readonly mode: PriceMode
  /** In the order of their first units, the first of which is 1. A flat price is one step. */
  readonly steps: readonly [Step, ...ReadonlyArray<Step>]
}

/** `reached`: all units at the price of the step that their number reaches; `graduated`: each at that of its own number. */
export type PriceMode = "flat" | "reached" | "graduated"

export interface Step {
  /** The number of the first unit at this price. */
  readonly from: number
  /** `null`: ask sales. */
  readonly price: MaybeAmount
}

export interface Label {
  readonly label: string
  /** RuleIds; `*` is every RuleId that no label names, and none. */
  readonly rules: ReadonlyArray<string>
  readonly chargeType: string | null
  /** By what the account bill's component name ends; the label's name where the plan gives none. */
  readonly component: string
  readonly prices: ReadonlyArray<Price>
}

export interface Pack {
  readonly id: string
  /** `null`: the account that the file is of. */
  readonly account: string | null
  readonly label: string
  readonly units: number
  /** What the whole pack cost. */
  readonly price: Amount
  readonly free: boolean
  /** The first and the last day on which it serves. */
  readonly from: number
  readonly to: number
  /** What it had at the start of a day: it replaces what the books say before. */
  readonly left: { readonly day: number; readonly units: number } | null
}

/** The plans of all accounts: one that serves every account, or one for each that is named. Plain data. */
export interface PricePlans {
  readonly all: PricePlan | null
  readonly byAccount: { readonly [account: string]: PricePlan }
}

export const NO_PLANS: PricePlans = { all: null, byAccount: {} }

export const hasPlan = ({ all, byAccount }: PricePlans): boolean => all !== null || Object.keys(byAccount).length > 0

/** The plan of an account; without one it has no prices. */
export const planOf = ({ all, byAccount }: PricePlans, account: string): PricePlan | null =>
  Object.hasOwn(byAccount, account) ? (byAccount[account] ?? null) : all

export interface PricePlan {
  readonly source: string | null
  readonly labels: ReadonlyArray<Label>
  /** In the order in which they burn: free before bought, the earliest end, the earliest start, then the id. */
  readonly packs: ReadonlyArray<Pack>
}

export const planFaultCodes = [
  "wrong_type",
  "unknown_key",
  "wrong_order",
  "first_step_not_1",
  "not_month_bound",
  "end_before_start",
  "same_label",
  "same_component",
  "same_charges",
  "same_pack",
  "unknown_label",
  "too_many_left",
  "outside_pack",
] as const
export type PlanFaultCode = (typeof planFaultCodes)[number]

/** One mistake of a plan, and where it is. */
export interface PlanFault {
  readonly code: PlanFaultCode
  /** Keys and indexes from the top of the file. */
  readonly path: ReadonlyArray<string | number>
  /** What belongs there, or the name of what it clashes with: from the customer's own plan. */
  readonly expected?: string
}

const Day = Schema.String.check(
  Schema.makeFilter((text: string) => dayNumberOf(text) !== undefined, { expected: "a date YYYY-MM-DD" }),
)
const PriceText = Schema.String.check(
  Schema.makeFilter((text: string) => (readAmount(text) ?? -1n) >= 0n, { expected: "an amount such as 1.2" }),
)
const Units = Schema.Finite.check(
  Schema.makeFilter((count: number) => Number.isSafeInteger(count) && count >= 0, {
    expected: "an integer of 0 or more",
  }),
)
const FirstUnit = Schema.Finite.check(
  Schema.makeFilter((count: number) => Number.isSafeInteger(count) && count > 0, {
    expected: "an integer of 1 or more",
  }),
)
const Name = Schema.String.check(
  Schema.makeFilter((text: string) => text.trim() !== "" && text.length <= 200, { expected: "a name" }),
)

const PriceFields = Schema.Struct({
  from: Day,
  to: Schema.optionalKey(Day),
  price: Schema.optionalKey(Schema.NullOr(PriceText)),
  mode: Schema.optionalKey(Schema.Literals(["reached", "graduated"])),
  steps: Schema.optionalKey(Schema.NonEmptyArray(Schema.Struct({ from: FirstUnit, price: Schema.NullOr(PriceText) }))),
})

/** The file, as its published schema has it. */
export const PricePlanFile = Schema.Struct({
  $schema: Schema.optionalKey(Schema.String),
  currency: Schema.Literal("CNY"),
  source: Schema.optionalKey(Schema.String),
  labels: Schema.Array(
    Schema.Struct({
      label: Name,
      rules: Schema.NonEmptyArray(Name),
      chargeType: Schema.optionalKey(Name),
      component: Schema.optionalKey(Name),
      prices: Schema.Array(PriceFields),
    }),
  ),
  packs: Schema.optionalKey(
    Schema.Array(
      Schema.Struct({
        id: Name,
        account: Schema.optionalKey(Name),
        label: Name,
        units: FirstUnit,
        price: PriceText,
        free: Schema.optionalKey(Schema.Boolean),
        from: Day,
        to: Day,
        left: Schema.optionalKey(Schema.Struct({ day: Day, units: Units })),
      }),
    ),
  ),
})
type File = typeof PricePlanFile.Type
type PriceFile = File["labels"][number]["prices"][number]

const checkFile = checkWith(PricePlanFile)

/** Decodes the JSON value of a plan's file, or tells every mistake in it. */
export const decodePricePlan = (value: unknown): Result.Result<PricePlan, ReadonlyArray<PlanFault>> => {
  const unknown = unknownKeys(value)
  if (unknown.length > 0) return Result.fail(unknown)
  const checked = checkFile(value)
  if (Result.isFailure(checked)) return Result.fail([faultOf(checked.failure)])
  const file = checked.success
  const faults = [...file.labels.flatMap(priceFaults), ...labelFaults(file), ...packFaults(file)]
  if (faults.length > 0) return Result.fail(faults)
  return Result.succeed({
    source: file.source ?? null,
    labels: file.labels.map(({ label, rules, chargeType, component, prices }) => ({
      label,
      rules,
      chargeType: chargeType ?? null,
      component: component ?? label,
      prices: prices.map(toPrice),
    })),
    packs: (file.packs ?? []).map(toPack).toSorted(burnOrder),
  })
}

const faultOf = ({ path, expected }: Rejection): PlanFault => ({
  code: "wrong_type",
  path,
  ...(expected !== undefined && { expected }),
})

/** A misspelt key would be a price that is silently not there. */
const unknownKeys = (value: unknown): ReadonlyArray<PlanFault> => {
  const faults: Array<PlanFault> = []
  const walk = (at: unknown, known: Known, path: ReadonlyArray<string | number>): void => {
    if (Array.isArray(at)) at.forEach((element, i) => walk(element, known, [...path, i]))
    else if (typeof at === "object" && at !== null) {
      for (const [key, inner] of Object.entries(at)) {
        const next = known[key]
        if (next === undefined)
          faults.push({ code: "unknown_key", path: [...path, key], expected: Object.keys(known).join(", ") })
        else walk(inner, next, [...path, key])
      }
    }
  }
  walk(value, KEYS, [])
  return faults
}

interface Known {
  readonly [key: string]: Known
}
const leaf: Known = {}
const KEYS: Known = {
  $schema: leaf,
  currency: leaf,
  source: leaf,
  labels: {
    label: leaf,
    rules: leaf,
    chargeType: leaf,
    component: leaf,
    prices: { from: leaf, to: leaf, price: leaf, mode: leaf, steps: { from: leaf, price: leaf } },
  },
  packs: {
    id: leaf,
    account: leaf,
    label: leaf,
    units: leaf,
    price: leaf,
    free: leaf,
    from: leaf,
    to: leaf,
    left: { day: leaf, units: leaf },
  },
}

const dayOf = (text: string): number => dayNumberOf(text) ?? 0

const toPrice = ({ from, to, price, mode, steps }: PriceFile): Price => ({
  from: dayOf(from),
  to: to === undefined ? null : dayOf(to),
  mode: steps === undefined ? "flat" : (mode ?? "reached"),
  steps: steps === undefined ? [{ from: 1, price: priceOf(price) }] : [toStep(steps[0]), ...steps.slice(1).map(toStep)],
})
const toStep = (step: { readonly from: number; readonly price: string | null }): Step => ({
  from: step.from,
  price: priceOf(step.price),
})
const priceOf = (text: string | null | undefined): MaybeAmount =>
  typeof text === "string" ? (readAmount(text) ?? null) : null

const toPack = ({ account, price, free, from, to, left, ...pack }: NonNullable<File["packs"]>[number]): Pack => ({
  ...pack,
  account: account ?? null,
  price: readAmount(price) ?? 0n,
  free: free ?? false,
  from: dayOf(from),
  to: dayOf(to),
  left: left === undefined ? null : { day: dayOf(left.day), units: left.units },
})

const burnOrder = (a: Pack, b: Pack): number =>
  Number(b.free) - Number(a.free) || a.to - b.to || a.from - b.from || compareBytes(a.id, b.id)

const priceFaults = ({ prices }: File["labels"][number], index: number): ReadonlyArray<PlanFault> => {
  const hasSteps = prices.some(({ steps }) => steps !== undefined)
  return prices.flatMap(({ from, to, price, mode, steps }, i): ReadonlyArray<PlanFault> => {
    const path = ["labels", index, "prices", i]
    const before = prices[i - 1]
    const faults: Array<PlanFault> = []
    const tell = (code: PlanFaultCode, at: ReadonlyArray<string | number>, expected?: string) =>
      faults.push({ code, path: [...path, ...at], ...(expected !== undefined && { expected }) })
    if (before !== undefined && from <= before.from) tell("wrong_order", ["from"])
    if (to !== undefined && to < from) tell("end_before_start", ["to"])
    if (steps === undefined ? price === undefined || mode !== undefined : price !== undefined || mode === undefined) {
      tell("wrong_type", [], "price, or mode and steps")
    }
    steps?.forEach((step, k) => {
      if (k === 0 && step.from !== 1) tell("first_step_not_1", ["steps", 0, "from"])
      if (k > 0 && step.from <= (steps[k - 1]?.from ?? 0)) tell("wrong_order", ["steps", k, "from"])
    })
    if (hasSteps && !isFirstOfMonth(dayOf(from))) tell("not_month_bound", ["from"])
    if (hasSteps && to !== undefined && !isLastOfMonth(dayOf(to))) tell("not_month_bound", ["to"])
    return faults
  })
}

const labelFaults = ({ labels }: File): ReadonlyArray<PlanFault> =>
  labels.flatMap((label, i): ReadonlyArray<PlanFault> => {
    const path = ["labels", i]
    const others = labels.slice(0, i)
    const named = others.find((other) => other.label === label.label)
    if (named !== undefined) return [{ code: "same_label", path: [...path, "label"], expected: named.label }]
    const component = (of: typeof label) => plainName(of.component ?? of.label)
    const alike = others.find((other) => component(other) === component(label))
    if (alike !== undefined) return [{ code: "same_component", path: [...path, "component"], expected: alike.label }]
    const rival = others.find((other) => couldClaimTheSame(label, other))
    return rival === undefined ? [] : [{ code: "same_charges", path: [...path, "rules"], expected: rival.label }]
  })

type LabelFile = File["labels"][number]

const couldClaimTheSame = (a: LabelFile, b: LabelFile): boolean =>
  a.rules.some((rule) => b.rules.includes(rule)) &&
  (a.chargeType === undefined || b.chargeType === undefined || a.chargeType === b.chargeType)

const packFaults = ({ labels, packs = [] }: File): ReadonlyArray<PlanFault> =>
  packs.flatMap(({ id, account, label, units, from, to, left }, i): ReadonlyArray<PlanFault> => {
    const path = ["packs", i]
    const faults: Array<PlanFault> = []
    if (packs.slice(0, i).some((other) => other.id === id && other.account === account)) {
      faults.push({ code: "same_pack", path: [...path, "id"] })
    }
    if (labels.every((known) => known.label !== label)) faults.push({ code: "unknown_label", path: [...path, "label"] })
    if (to < from) faults.push({ code: "end_before_start", path: [...path, "to"] })
    if (left !== undefined && left.units > units)
      faults.push({ code: "too_many_left", path: [...path, "left", "units"] })
    if (left !== undefined && (left.day < from || left.day > to)) {
      faults.push({ code: "outside_pack", path: [...path, "left", "day"] })
    }
    return faults
  })
