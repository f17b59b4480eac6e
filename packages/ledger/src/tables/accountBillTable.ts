/** What was really paid, by month and account: kept as evidence, row by row. */
import { evidenceOf, int, orNull, table, text } from "./Table.ts"

/**
 * A version is its head, its rows, and each time at which its content was seen again. The head has place 0, the digest for
 * a body, how many rows of other products were dropped, and when it was first seen; rows stand from 1 on in the order of
 * their texts; a later sight has the next place below 0 and an empty body.
 */
export const accountBillTable = table(
  "account_bill",
  {
    month: text(),
    account: text(),
    version: int(),
    place: int(),
    fingerprint: text(),
    batch: int(),
    seen_at: orNull(int()),
    dropped: orNull(int()),
    body: text(),
  },
  {
    key: ["month", "account", "version", "place"],
    indexes: { account_bill_by_batch: { on: ["batch"] } },
    stands: "evidence",
  },
)

export const accountBillEvidence = evidenceOf(accountBillTable, "account_bill")
