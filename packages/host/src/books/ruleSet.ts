/** What names the rules that a reconciliation was audited by, so that it can be told whether they were the same. */
import { hash } from "node:crypto"

import type { RunInput } from "@faceid-tally/books"
import type { EditionRules } from "@faceid-tally/core"

const CODE_MAX = 9999

/** The digest of a table is that of what it says of every code. */
export const ruleSetOf = ({ rules, edition }: EditionRules): RunInput["ruleSet"] => {
  const rulings = Array.from({ length: CODE_MAX + 1 }, (_, code) => rules.explain(code, edition).editions[0]?.ruling)
  return { edition, digest: hash("sha256", JSON.stringify(rulings)) }
}
