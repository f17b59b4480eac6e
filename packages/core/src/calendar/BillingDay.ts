import * as Schema from "effect/Schema"

import { dayNumberOf } from "./day.ts"

/** A real calendar date, `YYYY-MM-DD`: a day of the provider's bill. */
export const BillingDay = Schema.String.check(
  Schema.makeFilter((text: string) => dayNumberOf(text) !== undefined, { expected: "a date YYYY-MM-DD" }),
).pipe(Schema.brand("BillingDay"))
export type BillingDay = typeof BillingDay.Type
