/** Where the pages are. */
import { dayFromNumber } from "@faceid-tally/core/engine"

export const BASE = "/console"

type Query = { readonly [name: string]: string | number | null | undefined }

const withQuery = (path: string, query: Query = {}): string => {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") parameters.set(name, String(value))
  }
  const text = parameters.toString()
  return `${BASE}${path}${text === "" ? "" : `?${text}`}`
}

export const paths = {
  home: BASE,
  stylesheet: (name: string) => withQuery(`/${name}`),
  icon: withQuery("/icon.svg"),
  signIn: (to?: string) => withQuery("/sign-in", { to }),
  signOut: withQuery("/sign-out"),
  month: (month: string, query?: Query) => withQuery(`/months/${month}`, query),
  runs: (month: string, query?: Query) => withQuery(`/months/${month}/reconciliations`, query),
  runSheet: (run: number) => withQuery(`/reconciliations/${run}.xlsx`),
  claimsSheet: (run: number) => withQuery(`/reconciliations/${run}/claims.xlsx`),
  statement: (month: string) => withQuery(`/statements/${month}`),
  statementWorkbook: (month: string) => withQuery(`/statements/${month}.xlsx`),
  monthSheet: (month: string) => withQuery(`/months/${month}/days.xlsx`),
  day: (day: number) => withQuery(`/days/${dayFromNumber(day)}`),
  dayAfter: (day: number, after: string) => withQuery(`/days/${dayFromNumber(day)}`, { after }),
  daySheet: (day: number) => withQuery(`/days/${dayFromNumber(day)}/attempts.xlsx`),
  discrepancies: (query?: Query) => withQuery("/discrepancies", query),
  discrepanciesSheet: (query: Query) => withQuery("/discrepancies.xlsx", query),
  decide: (month: string) => withQuery(`/decisions/${month}`),
  tryDecisions: (month: string) => withQuery(`/decisions/${month}/sheet`),
  applyDecisions: (month: string) => withQuery(`/decisions/${month}/apply`),
  decisionFile: (month: string, ending: "xlsx" | "csv", query?: Query) =>
    withQuery(`/decisions/${month}.${ending}`, query),
  dispute: (month: string) => withQuery(`/disputes/${month}`),
  disputeFile: (month: string, query?: Query) => withQuery(`/disputes/${month}.zip`, query),
  verifications: (query?: Query) => withQuery("/verifications", query),
  verificationsSheet: (query: Query) => withQuery("/verifications.xlsx", query),
  verification: (bizToken: string, query?: Query) => withQuery(`/verifications/${encodeURIComponent(bizToken)}`, query),
  evidence: (query?: Query) => withQuery("/evidence", query),
  receipt: (seq: string) => withQuery("/evidence/receipt.json", { seq }),
  settings: (query?: Query) => withQuery("/settings", query),
  reconcile: withQuery("/actions/reconcile"),
  accountBill: withQuery("/actions/account-bill"),
  close: withQuery("/actions/close"),
  pull: withQuery("/actions/pull"),
  collect: withQuery("/actions/collect"),
  verify: withQuery("/actions/verify"),
} as const
