// Changes are planted in a copy: nothing compiles until each place that a change concerns says what it does about it.
import { beforeAll, expect, it, vi } from "vitest"

import { copyOfSources } from "./copyOfSources.ts"

// The compiler reads all sources, beside the other tests on the same cores.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const documents = "packages/report/src/documents"

/** Fields of documents, as they begin, and the files in which one is missed. */
const fields: ReadonlyArray<readonly [file: string, field: string, missedIn: string]> = [
  [`${documents}/bills.ts`, "  digest: version.digest", "packages/report/src/books/bookDocuments.ts"],
  [`${documents}/bills.ts`, '  impact: described(Schema.Int, "What', "apps/cli/src/commands/bill/billDiff.ts"],
  [`${documents}/attempts.ts`, "  codes: described(", "packages/report/src/show/ShowDocument.ts"],
  [`${documents}/counts.ts`, "  nfcUndated: withDays(", "packages/report/src/count/countReport.ts"],
  [`${documents}/evidence.ts`, "  database: described(", "packages/report/src/Agreements.ts"],
  [`${documents}/service.ts`, "  checked: described(", "apps/cli/src/commands/doctor/doctor.ts"],
  [`${documents}/status.ts`, "  unsealedBatches: Count", "packages/report/src/books/bookDocuments.ts"],
  ["apps/http/src/resources/service/operations.ts", "  reason: optional(", "apps/http/src/resources/service/routes.ts"],
]

/** Texts, and what they are without their Chinese, or with other facts in it. */
const texts: ReadonlyArray<readonly [file: string, text: string, planted: string]> = [
  ["packages/report/src/show/showText.ts", 'both("Attempts", "核验")', 'both("Attempts")'],
  ["packages/report/src/messages/sharedText.ts", 'both("unknown", "未知")', 'both("unknown", undefined)'],
  ["packages/report/src/count/countText.ts", "(charges, attempts) =>", "(charges: string, attempts) =>"],
  ["apps/http/src/console/evidence/evidenceText.ts", "(seq) =>", "(seq, seal) =>"],
]

const ledger = "packages/ledger/src"

/** Columns of tables, and every file that reads or writes them. */
const columns: ReadonlyArray<readonly [file: string, column: string, ...missedIn: ReadonlyArray<string>]> = [
  [
    `${ledger}/tables/billTables.ts`,
    "    charge_type: orNull(text())",
    `${ledger}/bill/diffVersions.ts`,
    `${ledger}/bill/importBill.ts`,
    `${ledger}/bill/billLoading.ts`,
    `${ledger}/bill/billPulls.ts`,
    `${ledger}/bill/billVersions.ts`,
    `${ledger}/listings/billListing.ts`,
    `${ledger}/reconciling/loadDifferences.ts`,
    `${ledger}/reconciling/DifferingRows.ts`,
  ],
  [
    `${ledger}/tables/resultTables.ts`,
    "    nfc_at: orNull(int())",
    `${ledger}/results/TokenFacts.ts`,
    `${ledger}/verify/verifyTokens.ts`,
  ],
  [
    `${ledger}/tables/batchTables.ts`,
    "    last_batch: int()",
    `${ledger}/evidence/seals.ts`,
    `${ledger}/receipts/receiptOf.ts`,
    `${ledger}/verify/verifySeals.ts`,
  ],
  [`${ledger}/tables/serviceTables.ts`, "    revoked_at: orNull(int())", `${ledger}/service/makeKeys.ts`],
]

const kind = [
  "packages/core/src/reconciling/Discrepancy.ts",
  '  "rule_violation",\n]',
  '  "rule_violation",\n  "twelfth",\n]',
] as const
/** How a kind is ruled out: the short cuts of the readers and of the ledger have to say how that is seen. */
const condition = [
  "packages/core/src/reconciling/agreeing.ts",
  "  rule_violation:",
  '  twelfth: "twelfth",\n  rule_violation:',
] as const
/** The file before that, which has to say it. */
const unsaid = "packages/core/src/reconciling/unsaid.ts"

const named = [...fields, ...columns]

/** All of them are planted at once, and told apart by what the compiler says. */
let faults: ReadonlyMap<string, string>
beforeAll(() => {
  using copy = copyOfSources()
  for (const [file, field] of named) copy.replace(file, field, field.replace(/\w+/, "gone"))
  copy.keep(condition[0], unsaid)
  for (const [file, text, planted] of [...texts, kind, condition]) copy.replace(file, text, planted)
  faults = copy.faults()
})

it("a field of a document, a column of a table, or a text in a language is missed where it is used, once it is gone", () => {
  const missedIn = [...named.flatMap(([, , ...files]) => files), ...texts.map(([file]) => file)]
  expect([...faults.keys()]).toEqual(expect.arrayContaining(missedIn))
})

it("a new kind of discrepancy compiles only when every place knows it", () => {
  const missing = [...faults].filter(([, said]) => said.includes("twelfth")).map(([file]) => file)
  expect(missing.sort()).toEqual([
    "apps/http/src/console/discrepancies/discrepanciesText.ts",
    unsaid,
    "packages/core/src/statement/claim.ts",
    "packages/files/src/agreement/EqualPairs.ts",
    "packages/ledger/src/reconciling/DifferingRows.ts",
    "packages/report/src/messages/sharedText.ts",
  ])
})
