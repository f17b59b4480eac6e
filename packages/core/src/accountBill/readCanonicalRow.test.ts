// What is kept of an account bill is read as it was (F3.4).
import * as fc from "fast-check"
import { expect, it } from "vitest"

import { type AccountBillRow, canonicalAccountBill } from "./accountBill.ts"
import { readCanonicalRow } from "./readCanonicalRow.ts"

const name = fc.oneof(fc.constant(null), fc.string({ unit: "binary" }))
const count = fc.oneof(fc.constant(null), fc.maxSafeInteger())
const amount = fc.bigInt({ min: -(10n ** 20n) + 1n, max: 10n ** 20n - 1n })
const amountOrNull = fc.oneof(fc.constant(null), amount)

const row: fc.Arbitrary<AccountBillRow> = fc.record({
  product: fc.string({ unit: "binary" }),
  subproduct: name,
  component: fc.string({ unit: "binary" }),
  action: name,
  month: name,
  begin: name,
  used: count,
  raw: count,
  deducted: count,
  price: amountOrNull,
  cost: amount,
  billId: name,
  cash: amountOrNull,
  voucher: amountOrNull,
  gift: amountOrNull,
  share: amountOrNull,
})

it("a row is read back as it was, whatever it holds", () => {
  fc.assert(
    fc.property(row, (kept) => {
      const [text = ""] = canonicalAccountBill([kept])
      const read = readCanonicalRow(text)
      // A negative zero is none.
      expect(read).toEqual({ ...kept, used: orZero(kept.used), raw: orZero(kept.raw), deducted: orZero(kept.deducted) })
    }),
    { numRuns: 1000 },
  )
})

const orZero = (value: number | null) => (value === null ? null : value + 0)

it.each(["", "{}", "[]", "[1]", '["a",null,"b",null,null,null,"7"]', '["a",null,"b",null,null]', "[null,null,null]"])(
  "%s is no row",
  (text) => expect(readCanonicalRow(text)).toBeUndefined(),
)
