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

/** Where a page goes on: the impact and the place of the last row before it. */
export const cursorOf = (text: string | undefined): RunItemsPage["after"] => {
  const [, impact, place] = /^(-?1|0)\.(\d{1,15})$/.exec(text ?? "") ?? []
  return impact === undefined || place === undefined ? undefined : { impact: Number(impact), place: Number(place) }
}

export const pageOf = ({ hasImpact, ...filter }: Filter): Omit<RunItemsPage, "limit" | "after"> => ({
  ...filter,
  hasImpact: hasImpact ? true : undefined,
})
