/** What of a run's discrepancies is asked for, as it stands in the address. */
import type { RunItemsPage } from "@faceid-tally/books"
import { type DiscrepancyKind, discrepancyKinds, dayFromNumber, dayNumberOf } from "@faceid-tally/core"

export interface Filter {
  readonly kind: DiscrepancyKind | undefined
  readonly day: number | undefined
  readonly account: string | undefined
  readonly hasImpact: boolean
  readonly order: "place" | "impact"
}

type QueryOf = (name: string) => string | undefined

export const filterOf = (query: QueryOf): Filter => ({
  kind: discrepancyKinds.find((kind) => kind === query("kind")),
  day: dayNumberOf(query("day") ?? ""),
  account: query("account") || undefined,
  hasImpact: query("impact") === "only",
  order: query("order") === "impact" ? "impact" : "place",
})

/** The same as a query again. */
export const queryOf = ({ kind, day, account, hasImpact, order }: Filter) => ({
  kind,
  day: day === undefined ? undefined : dayFromNumber(day),
  account,
  impact: hasImpact ? "only" : undefined,
  order: order === "impact" ? "impact" : undefined,
})

export const isFiltered = ({ kind, day, account, hasImpact }: Filter): boolean =>
  kind !== undefined || day !== undefined || account !== undefined || hasImpact

export const pageOf = ({ hasImpact, ...filter }: Filter): Omit<RunItemsPage, "limit" | "after"> => ({
  ...filter,
  hasImpact: hasImpact ? true : undefined,
})
