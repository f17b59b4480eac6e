// A twelfth kind of discrepancy is planted in a copy: nothing compiles until each place says what it does about it.
import { expect, it } from "vitest"

import { copyOfSources } from "./copyOfSources.ts"

it("a new kind of discrepancy compiles only when every place knows it", () => {
  using copy = copyOfSources()
  const kinds = "packages/core/src/reconciling/Discrepancy.ts"
  copy.replace(kinds, '  "rule_violation",\n]', '  "rule_violation",\n  "twelfth",\n]')
  expect(copy.faultyFiles()).toEqual([
    "apps/http/src/console/text/en.ts",
    "apps/http/src/console/text/zh-CN.ts",
    "packages/core/src/reconciling/agreeing.ts",
    "packages/core/src/statement/Claim.ts",
    "packages/report/src/messages/en.ts",
    "packages/report/src/messages/zh-CN.ts",
  ])
  // How it is ruled out: the short cuts of the readers and of the ledger have to say how that is seen.
  copy.replace(
    "packages/core/src/reconciling/agreeing.ts",
    "  rule_violation:",
    '  twelfth: "twelfth",\n  rule_violation:',
  )
  expect(copy.faultyFiles()).toEqual(
    expect.arrayContaining([
      "packages/files/src/agreement/EqualPairs.ts",
      "packages/ledger/src/reconciling/DifferingRows.ts",
    ]),
  )
})
