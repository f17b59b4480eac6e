/** Answers that are in hand already, decoded as they stand, with a rejection as the failure of a {@link Result}. */
import * as Result from "effect/Result"

import type { BillPage } from "./BillPage.ts"
import type { ApiError, DetectInfo } from "./DetectInfo.ts"
import { decodeAnswer, type Outcome } from "./Reading.ts"
import type { Rejection } from "../rejections/Rejection.ts"

/** Decodes one answer of GetDetectInfoEnhanced, in any of the shapes of C1. */
export const decodeDetectInfo = (
  record: unknown,
  utcOffset?: number,
): Result.Result<DetectInfo | ApiError, Rejection> => resultOf(decodeAnswer(record, "results", utcOffset))

/** Decodes one answer of GetWeChatBillDetails: a page with or without its envelope, or a flat line. */
export const decodeBillPage = (record: unknown, utcOffset?: number): Result.Result<BillPage | ApiError, Rejection> =>
  resultOf(decodeAnswer(record, "bills", utcOffset))

const resultOf = <A>(outcome: Outcome<A>): Result.Result<A, Rejection> =>
  outcome._tag === "Read" ? Result.succeed(outcome.record) : Result.fail(outcome.rejection)
