/**
 * Closes a month (F5.3, F5.5): the whole document is kept, and the month is printed from it ever after. What stands in the
 * way is told first; who closes all the same says why. Only the latest closed month is closed again, as a revision.
 */
import { instantToIso } from "@faceid-tally/core/engine"
import {
  type Close,
  isPersonal,
  type KeptPlan,
  makeStatement,
  type StatementDocument,
  type StatementMonth,
} from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { Decisions } from "../ports/Decisions.ts"
import { Statements } from "../ports/Statements.ts"
import { aroundMonth } from "./aroundMonth.ts"
import { closedStatement, encodeClosed, keptPlans } from "./closedMonth.ts"
import { openFigures } from "./figures.ts"
import { currentRun, laterRun } from "./monthStatement.ts"
import { pricedMonth, type StatementRequest } from "./pricedMonth.ts"
import { Prices } from "../prices/Prices.ts"

export interface CloseRequest extends Omit<StatementRequest, "account"> {
  readonly by: string
  /** Closes whatever stands in the way. Needs a reason. */
  readonly force: boolean
  /** Of a forced close, and of a revision. */
  readonly reason: string | null
}

/** Why a reason is not taken. */
export type ReasonFault = "missing" | "too_long" | "personal"

export type Closing =
  | { readonly _tag: "Closed"; readonly document: StatementDocument; readonly isNew: boolean }
  /** Its document says what stands in the way. */
  | { readonly _tag: "Blocked"; readonly document: StatementDocument }
  /** A month after it is closed. */
  | { readonly _tag: "NotLatest"; readonly latest: string }
  | { readonly _tag: "BadReason"; readonly fault: ReasonFault }

const REASON_MAX = 500

export const closeMonth = Effect.fnUntraced(function* (request: CloseRequest) {
  const { month, force } = request
  const reason = request.reason?.trim() ? request.reason.trim() : null
  const fault = reasonFault(reason, force)
  if (fault !== null) return { _tag: "BadReason", fault } satisfies Closing
  const former = yield* closedStatement(month)
  // Without a reason there is no revision: it is closed already, and says so.
  if (former !== null && reason === null) return asBefore(former.document)
  const statements = yield* Statements
  const latest = (yield* statements.all).at(-1)?.month
  if (former !== null && latest !== undefined && latest !== month.name) {
    return { _tag: "NotLatest", latest } satisfies Closing
  }

  const run = yield* currentRun(request)
  const around = yield* aroundMonth(request, (each) => laterRun({ ...request, month: each }))
  const priced = yield* pricedMonth(run, request, around)
  const document = makeStatement(priced)
  const forced = document.blockers.length > 0
  if (forced && !force) return { _tag: "Blocked", document } satisfies Closing

  const seen = yield* seenDecisions(month.name, priced)
  // What was decided by now was seen: later decisions are told in a later month.
  const closedAt = Math.max(request.now, seen.lastAt)
  const close: Close = {
    revision: (former?.document.close?.revision ?? 0) + 1,
    forced,
    reason,
    by: request.by,
    at: instantToIso(closedAt),
    items: seen.items,
    decisions: seen.decisions,
  }
  const accounts = document.accounts.map(({ account }) => account)
  const plans = keptPlans(yield* Prices, accounts)
  if (former !== null && isSameClose(former.document, { ...document, close, plans })) return asBefore(former.document)
  const figures = yield* openFigures(month)
  const viewOf = (only?: string) => ({
    document: JSON.stringify(
      closedBy(close, plans, only === undefined ? document : makeStatement({ ...priced, only })),
    ),
    figures: figures(only),
  })
  const isNew = yield* statements.keep({
    month: month.name,
    revision: close.revision,
    closedAt,
    body: encodeClosed({
      all: viewOf(),
      byAccount: Object.fromEntries(accounts.map((account) => [account, viewOf(account)])),
      other: viewOf(NO_ACCOUNT),
      billVersions: run?.billVersions ?? [],
    }),
  })
  // Who came second finds the month closed.
  const kept = yield* closedStatement(month)
  return { _tag: "Closed", document: kept?.document ?? document, isNew } satisfies Closing
})

/** No account has a name with a control character. */
const NO_ACCOUNT = "\0"

const asBefore = (document: StatementDocument) => ({ _tag: "Closed", document, isNew: false }) satisfies Closing

const closedBy = (close: Close, plans: ReadonlyArray<KeptPlan>, document: StatementDocument): StatementDocument => ({
  ...document,
  close,
  plans,
})

const reasonFault = (reason: string | null, force: boolean): ReasonFault | null => {
  if (reason === null) return force ? "missing" : null
  return reason.length > REASON_MAX ? "too_long" : isPersonal(reason) ? "personal" : null
}

/** Asked twice for the same reason, with nothing changed in between, a month is not closed twice. */
const isSameClose = (former: StatementDocument, now: StatementDocument): boolean => {
  const said = ({ run: _run, close, ...rest }: StatementDocument) =>
    JSON.stringify([rest, close?.reason, close?.forced, close?.items, close?.decisions])
  return said(former) === said(now)
}

/** Which decisions the close is made of, and the digest of the items with their states. */
const seenDecisions = Effect.fnUntraced(function* (month: string, { accounts }: StatementMonth) {
  const decisions = yield* Decisions
  const latest = yield* decisions.latest(month)
  const items = accounts.flatMap(({ account, items: of }) =>
    of.map(({ kind, impact, claim, day, ruleId, chargeType, state = "open" }) => [
      account,
      kind,
      impact,
      claim,
      day,
      ruleId,
      chargeType,
      state,
    ]),
  )
  const said = latest.map(({ key, number, facts, state }) => [key, number, facts, state])
  const [digest] = decisions.keysOf([{ key: JSON.stringify([items, said]), facts: "" }])
  return {
    items: digest?.key ?? "",
    decisions: latest.reduce((sum, { number }) => sum + number, 0),
    lastAt: latest.reduce((last, { at }) => Math.max(last, at), 0),
  }
})
