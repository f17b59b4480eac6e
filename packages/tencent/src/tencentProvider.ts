/** The port Provider over the official SDK: which operation is asked for what, under which account. */
import { Provider, ProviderError, type ProviderShape } from "@faceid-tally/books/engine"
import { dayFromNumber } from "@faceid-tally/core/engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as RateLimiter from "effect/persistence/RateLimiter"
import * as Stream from "effect/Stream"

import { readPage, readResult } from "./calls/answers.ts"
import { makeCalls, type MakeCall } from "./calls/calls.ts"
import { readEndpoint } from "./settings/Endpoint.ts"
import { type FaceIdClient, makeClient } from "./calls/FaceIdClient.ts"
import type { RequestKind } from "./calls/failures.ts"
import { proxyRulesOf } from "./outward/ProxyRules.ts"
import { followCursor } from "./calls/followCursor.ts"
import type { RequestLimits, TencentSettings } from "./settings/settings.ts"
import { SettingsError } from "./outward/SettingsError.ts"

/** An account that is spoken for by a client of yours. */
export interface ClientAccount extends RequestLimits {
  readonly client: FaceIdClient
}

type Accounts = Readonly<Record<string, ClientAccount>>

const ENDPOINT = "faceid.tencentcloudapi.com"
const TIMEOUT = Duration.seconds(10)
const RESULTS_PER_SECOND = 100
const BILL_PAGES_PER_SECOND = 20

/** The provider by settings: a client of the official SDK for each account. */
export const tencentLayer = (
  settings: TencentSettings,
): Layer.Layer<Provider, SettingsError, RateLimiter.RateLimiter> =>
  Layer.effect(
    Provider,
    Effect.gen(function* () {
      const endpoint = yield* Effect.fromResult(readEndpoint(settings.endpoint ?? ENDPOINT))
      const proxies = settings.proxies ?? (yield* Effect.fromResult(proxyRulesOf(process.env)))
      const timeout = settings.timeout === undefined ? TIMEOUT : Duration.fromInputUnsafe(settings.timeout)
      const accounts = yield* Effect.all(
        Object.fromEntries(
          Object.entries(settings.accounts).map(([name, account]) => [
            name,
            Effect.map(makeClient(account, endpoint, Duration.toMillis(timeout), proxies), (client) => ({
              ...account,
              client,
            })),
          ]),
        ),
      )
      return yield* makeProvider(accounts, timeout)
    }),
  )

/** The provider by clients of the official SDK that you have made: with your own proxy, credentials, headers. */
export const tencentLayerFromClients = (
  accounts: Accounts,
): Layer.Layer<Provider, SettingsError, RateLimiter.RateLimiter> =>
  Layer.effect(Provider, makeProvider(accounts, TIMEOUT))

const makeProvider = (accounts: Accounts, timeout: Duration.Duration) =>
  Effect.gen(function* () {
    const limits = Object.values(accounts).flatMap((account) => [account.resultsPerSecond, account.billPagesPerSecond])
    if (limits.some((limit) => limit !== undefined && !(limit > 0))) {
      return yield* new SettingsError({ reason: "limit_invalid" })
    }
    return Provider.of(shape(new Map(Object.entries(accounts)), yield* makeCalls(timeout)))
  })

const shape = (accounts: ReadonlyMap<string, ClientAccount>, call: MakeCall): ProviderShape => {
  const find = (kind: RequestKind): Effect.Effect<ClientAccount, ProviderError> => {
    const account = accounts.get(kind.account)
    return account === undefined
      ? Effect.fail(new ProviderError({ ...kind, reason: "unknown_account" }))
      : Effect.succeed(account)
  }
  return {
    accounts: [...accounts.keys()],
    result: (request) => {
      const kind = { operation: "result", account: request.account } as const
      return Effect.flatMap(find(kind), ({ client, resultsPerSecond = RESULTS_PER_SECOND }) =>
        call({
          ...kind,
          client,
          perSecond: resultsPerSecond,
          action: "GetDetectInfoEnhanced",
          // "1" is the text alone: it brings no photos.
          parameters: { BizToken: request.bizToken, RuleId: request.ruleId, InfoType: "1" },
          deadline: request.deadline,
          read: (answer, startedAt) => readResult(kind, request, answer, startedAt),
        }),
      )
    },
    billPages: ({ account, day, ruleId, cursor: from = 0 }) => {
      const kind = { operation: "bill_page", account } as const
      return Stream.unwrap(
        Effect.map(find(kind), ({ client, billPagesPerSecond = BILL_PAGES_PER_SECOND }) =>
          followCursor(account, from, (cursor) =>
            call({
              ...kind,
              client,
              perSecond: billPagesPerSecond,
              action: "GetWeChatBillDetails",
              parameters: { Date: dayFromNumber(day), Cursor: cursor, ...(ruleId !== null && { RuleId: ruleId }) },
              read: (answer) => readPage(kind, { account, day, ruleId, cursor }, answer),
            }),
          ),
        ),
      )
    },
  }
}
