/** Reads back a row of an account bill from the text by which it is kept. */
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

import { readAmount } from "../money/Amount.ts"
import { type AccountBillField, accountBillFields, type AccountBillRow } from "./accountBill.ts"

const FIELDS = Object.keys(accountBillFields)

/** The row of a text that `canonicalAccountBill` made; `undefined` for any other. */
export const readCanonicalRow = (text: string): AccountBillRow | undefined => {
  const values = Option.getOrUndefined(decodeValues(text))
  if (values === undefined) return undefined
  const valueOf = (field: AccountBillField) => values[FIELDS.indexOf(field)] ?? null
  let isWhole = true
  const read = <A>(field: AccountBillField, of: (value: string | number) => A | undefined): A | null => {
    const value = valueOf(field)
    if (value === null) return null
    const found = of(value)
    if (found === undefined) isWhole = false
    return found ?? null
  }
  const name = (field: AccountBillField) => read(field, (value) => (typeof value === "string" ? value : undefined))
  const count = (field: AccountBillField) => read(field, (value) => (typeof value === "number" ? value : undefined))
  const amount = (field: AccountBillField) => read(field, (value) => readAmount(String(value)))
  const row = {
    product: name("product"),
    subproduct: name("subproduct"),
    component: name("component"),
    action: name("action"),
    month: name("month"),
    begin: name("begin"),
    used: count("used"),
    raw: count("raw"),
    deducted: count("deducted"),
    price: amount("price"),
    cost: amount("cost"),
    billId: name("billId"),
    cash: amount("cash"),
    voucher: amount("voucher"),
    gift: amount("gift"),
    share: amount("share"),
  }
  const { product, component, cost } = row
  return !isWhole || product === null || component === null || cost === null
    ? undefined
    : { ...row, product, component, cost }
}

const decodeValues = Schema.decodeUnknownOption(
  Schema.fromJsonString(Schema.Array(Schema.NullOr(Schema.Union([Schema.String, Schema.Int])))),
)
