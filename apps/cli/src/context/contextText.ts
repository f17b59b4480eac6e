/** What is said of a ledger that is not there, in both languages. */
import { both, byLanguage } from "@faceid-tally/report"

export const contextText = byLanguage({
  noLedger: both(
    (address: string) => `There is no ledger at ${address}: name it with --ledger, or begin with register or import.`,
    (address) => `${address} 没有账本：请用 --ledger 指定，或先执行 register 或 import。`,
  ),
})
