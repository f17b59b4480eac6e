// Reconciling results with a bill, from files: a million attempts with every field, or ten million slim ones.
import { numberAt, type Answer } from "../Answer.ts"
import type { Dataset } from "../generate/Dataset.ts"
import { fullBill, slimBill, slimResults, textResults } from "../generate/datasets.ts"
import type { Job, Setting } from "../Job.ts"
import type { Children } from "../prepareChildren.ts"
import { cat, duckdb, goalsAgainstDuckdb, ours, wc } from "./contenders.ts"

export const reconcileMillion = (setting: Setting, children: Children): Job => {
  const tokens = Math.round(500_000 * setting.scale)
  const [results, bill] = [textResults(setting.data, tokens), fullBill(setting.data, tokens)]
  return {
    ...contest(setting, children, results, bill, "response"),
    id: "reconcile",
    title: titleOf(results, bill, ""),
    goals: [...goalsAgainstDuckdb(3), { kind: "peak", maxMb: 512 }],
  }
}

export const reconcileTenMillion = (setting: Setting, children: Children): Job => {
  const tokens = Math.round(5_000_000 * setting.scale)
  const [results, bill] = [slimResults(setting.data, tokens), slimBill(setting.data, tokens)]
  return {
    ...contest(setting, children, results, bill, "slim"),
    id: "large",
    title: titleOf(results, bill, "slim "),
    goals: [{ kind: "peak", maxMb: 2000 }],
  }
}

const contest = (
  { cli }: Setting,
  children: Children,
  results: Dataset,
  bill: Dataset,
  shape: "response" | "slim",
): Omit<Job, "id" | "title" | "goals"> => ({
  ours: ours(cli, ["reconcile", "--results", results.path, "--bill", bill.path, "--output", "json"], {
    answer: reconcileAnswer,
    exitCodes: [0, 1],
  }),
  peers: duckdb(children.duckdbReconcile, [results.path, bill.path, shape]),
  limits: [wc(results.path, bill.path), cat(results.path, bill.path)],
  expected: bill.expected,
})

const titleOf = (results: Dataset, bill: Dataset, kind: string): string => {
  const attempts = numberAt(results.expected, "attempts").toLocaleString("en")
  const lines = numberAt(bill.expected, "lines").toLocaleString("en")
  const mb = ((results.bytes + bill.bytes) / 1e6).toFixed(0)
  return `reconcile ${attempts} ${kind}attempts with ${lines} bill lines, ${mb} MB`
}

const kinds = [
  "charge_mismatch",
  "code_mismatch",
  "count_mismatch",
  "day_shift",
  "duplicate_in_bill",
  "missing_in_bill",
  "missing_in_ledger",
  "token_mismatch",
  "unknown_flag",
]

export const reconcileAnswer = (stdout: string): Answer => {
  const document: unknown = JSON.parse(stdout)
  return {
    lines: numberAt(document, "bill", "lines"),
    matched: numberAt(document, "matched"),
    difference: numberAt(document, "difference"),
    ...Object.fromEntries(kinds.map((kind) => [kind, numberAt(document, "discrepancies", "byKind", kind, "count")])),
  }
}
