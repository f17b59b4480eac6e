/**
 * A closed month as it was kept (F5.3): the whole document, for all accounts and for each, and the figures beside it. It
 * is printed from this alone, whatever became of books, settings and prices.
 */
import type { Month } from "@faceid-tally/core/engine"
import {
  type KeptPlan,
  MonthFigures,
  type PricePlan,
  type PricePlans,
  planOf,
  planText,
  readPlanText,
  StatementDocument,
} from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

import { type KeptStatement, Statements } from "../ports/Statements.ts"

// By their names one by one: taken out of the namespace together, a bundle would hold all of it.
const NullOr = Schema.NullOr
const Struct = Schema.Struct

const View = Struct({
  /** The text of the document: of this every later print is made. */
  document: Schema.String,
  figures: Struct({ month: MonthFigures, before: NullOr(MonthFigures) }),
})
type View = typeof View.Type

const Body = Schema.fromJsonString(
  Struct({
    all: View,
    byAccount: Schema.Record(Schema.String, View),
    /** Of any account that the month has nothing of. */
    other: View,
    /** The versions of the bill that were reconciled. */
    billVersions: Schema.Array(Struct({ id: Schema.Int, digest: Schema.String })),
  }),
)
export type ClosedBody = typeof Body.Type

export const encodeClosed = Schema.encodeSync(Body)
const decodeBody = Schema.decodeUnknownEffect(Body)
const decodeJson = Schema.decodeUnknownEffect(Schema.fromJsonString(Schema.Unknown))
const isStatement = Schema.is(StatementDocument)

/** What a view of a closed month says; what it says beyond what this program knows stays in it. */
const documentOf = Effect.fnUntraced(function* ({ document: text }: View) {
  const document = yield* decodeJson(text)
  return isStatement(document) ? document : yield* Effect.die(new Error("a kept statement cannot be read"))
})

/** Of all accounts or of one; `null` where the month is open. */
export const closedStatement = Effect.fnUntraced(function* ({ name }: Month, only?: string) {
  const kept = yield* (yield* Statements).latest(name)
  if (kept === null) return null
  const { all, byAccount, other } = yield* Effect.orDie(decodeBody(kept.body))
  const view = only === undefined ? all : Object.hasOwn(byAccount, only) ? (byAccount[only] ?? other) : other
  return { document: yield* Effect.orDie(documentOf(view)), figures: view.figures }
})

export interface ClosedMonth extends Omit<KeptStatement, "body"> {
  readonly document: StatementDocument
}

/** The latest revision of each closed month, the earliest first. */
export const closedMonths = Effect.gen(function* () {
  const all = yield* (yield* Statements).all
  return yield* Effect.forEach(all, ({ body, ...kept }) =>
    Effect.gen(function* () {
      const decoded = yield* decodeBody(body)
      return { ...kept, document: yield* documentOf(decoded.all) } satisfies ClosedMonth
    }).pipe(Effect.orDie),
  )
})

/** The plans of the accounts, and the one that serves every other. */
export const keptPlans = (plans: PricePlans, accounts: ReadonlyArray<string>): ReadonlyArray<KeptPlan> => {
  const kept = (account: string | null, plan: PricePlan | null): ReadonlyArray<KeptPlan> =>
    plan === null ? [] : [{ account, text: planText(plan) }]
  return [...accounts.flatMap((account) => kept(account, planOf(plans, account))), ...kept(null, plans.all)]
}

/** The plans by which a closed month is priced. */
export const plansOf = ({ plans = [] }: StatementDocument): PricePlans => {
  const byAccount: Record<string, PricePlan> = {}
  let all: PricePlan | null = null
  for (const { account, text } of plans) {
    const plan = readPlanText(text)
    if (account === null) all = plan
    else if (plan !== null) byAccount[account] = plan
  }
  return { all, byAccount }
}
