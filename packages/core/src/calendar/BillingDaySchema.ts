/** The schema of a day of the provider's bill. Its type is `BillingDay` of `day.ts`, which is written out there. */
import * as Schema from "effect/Schema"

import { dayNumberOf } from "./day.ts"

/** A real calendar date, `YYYY-MM-DD`. */
export const BillingDaySchema = Schema.String.check(
  Schema.makeFilter((text: string) => dayNumberOf(text) !== undefined, { expected: "a date YYYY-MM-DD" }),
).pipe(Schema.brand("BillingDay"))
