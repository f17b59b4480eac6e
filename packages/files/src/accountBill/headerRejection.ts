/** Why a row of names is no header by which an account bill can be read, and the cell at fault. */
import { type Rejection, rejection } from "@faceid-tally/core/engine"
import type { AccountBillHeader } from "@faceid-tally/core/money"

export const headerRejection = (
  header: Exclude<AccountBillHeader, { readonly _tag: "Header" }>,
  names: ReadonlyArray<string>,
): { readonly why: Rejection; readonly cell: number } =>
  header._tag === "OtherLevel"
    ? { why: rejection("account_bill_level", [], header.missing.join(", ")), cell: 0 }
    : { why: { ...rejection("repeated_column"), met: names[header.cell] ?? "" }, cell: header.cell }
