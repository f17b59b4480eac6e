/**
 * Documents that are made elsewhere, of which a value is printed as it is: this compiles only while both have the same
 * fields, at every depth. What a field may hold is said by each for itself, the document with its checks.
 */
import type * as Books from "@faceid-tally/books/engine"
import type * as Core from "@faceid-tally/core/engine"
import type * as Money from "@faceid-tally/core/money"

import type * as Documents from "./documents/index.ts"

type Leaf = string | number | boolean | null | undefined

/** The fields of a value, with all that is no field forgotten. */
type FieldsOf<T> =
  NonNullable<T> extends Leaf
    ? "value"
    : NonNullable<T> extends ReadonlyArray<infer Each>
      ? ReadonlyArray<FieldsOf<Each>>
      : { readonly [Key in keyof NonNullable<T>]-?: FieldsOf<NonNullable<T>[Key]> }

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
type Agrees<Made, Document> = Same<FieldsOf<Made>, FieldsOf<Document>>
type All<Each extends ReadonlyArray<true>> = Each

export type Agreements = All<
  [
    Agrees<Core.Discrepancy["why"], Documents.Discrepancy["why"]>,
    Agrees<Omit<Core.Discrepancy, "ledger" | "bill">, Omit<Documents.Discrepancy, "ledger" | "bill" | "amount">>,
    Agrees<Core.Discrepancy["bill"], Documents.Discrepancy["bill"]>,
    Agrees<Money.ReconciledAmounts, Documents.Run["amounts"]>,
    Agrees<Core.CodeExplanation, Documents.CodeExplanation>,
    Agrees<Books.Verified, Documents.Verified>,
    Agrees<Books.Receipt, Documents.Receipt>,
    Agrees<Money.StatementDocument, Documents.StatementDocument>,
    Agrees<Books.DecisionsDocument, Documents.DecisionsDocument>,
    Agrees<Money.PricesDocument, Documents.PricesDocument>,
  ]
>
