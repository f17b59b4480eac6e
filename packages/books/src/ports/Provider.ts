/**
 * The port Provider: where results and bills come from. What it gives is decoded, so nothing personal passes it, and
 * retries, request limits and timeouts are its own business: an error of it is the last word for now.
 */
import type { BillPage, DetectInfo } from "@faceid-tally/core/engine"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"

import type { BillDay } from "./storedBill.ts"
import type { ProviderError } from "./ProviderError.ts"

export interface ResultRequest {
  readonly account: string
  readonly bizToken: string
  readonly ruleId: string
  /** Epoch milliseconds; no try after the first begins later than this. */
  readonly deadline?: number | undefined
}

export interface BillRequest extends BillDay {
  /** Where to go on; 0 or nothing is the first page. */
  readonly cursor?: number | undefined
}

export interface ProviderShape {
  /** The accounts it can speak for. */
  readonly accounts: ReadonlyArray<string>
  /** What became of one BizToken by now, with its names and the time at which it was asked for. */
  readonly result: (request: ResultRequest) => Effect.Effect<DetectInfo, ProviderError>
  /** The bill of one day, page by page; it ends with the page that says that there is no next. */
  readonly billPages: (request: BillRequest) => Stream.Stream<BillPage, ProviderError>
}

export class Provider extends Context.Service<Provider, ProviderShape>()("faceid-tally/Provider") {}
