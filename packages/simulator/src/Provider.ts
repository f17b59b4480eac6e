/**
 * The provider behind its wire: one request in, one reply out. In this order a request is weighed: its form, its
 * signature, the limit, what was scripted to go wrong with it, its parameters.
 */
import { randomUUID } from "node:crypto"

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import type { MoneyOptions } from "./world/AccountBill.ts"
import type { Account } from "./world/Account.ts"
import { type ApiError, refuse } from "./wire/ApiError.ts"
import type { BusinessClock } from "./BusinessClock.ts"
import { detectAuth, DetectAuthRequest } from "./wire/detectAuth.ts"
import type { Fault } from "./faults/Fault.ts"
import type { FaultScript, FaultTarget } from "./faults/FaultScript.ts"
import { withField, withoutField } from "./faults/fieldPath.ts"
import { getDetectInfoEnhanced, GetDetectInfoEnhancedRequest } from "./wire/getDetectInfoEnhanced.ts"
import { getWeChatBillDetails, GetWeChatBillDetailsRequest } from "./wire/getWeChatBillDetails.ts"
import type { Reply } from "./wire/Reply.ts"
import type { RequestLimit } from "./wire/RequestLimit.ts"
import { verifySignature, type WireRequest } from "./wire/signature.ts"
import type { World } from "./world/World.ts"

export interface Provider {
  readonly world: World
  /** By what the account bills are made. */
  readonly money: MoneyOptions | undefined
  readonly clock: BusinessClock
  readonly faults: FaultScript
  readonly limit: RequestLimit
  readonly billPageSize: number
  readonly onRequest: ((request: FaultTarget) => void) | undefined
}

const VERSION = "2018-03-01"
const ACTIONS = ["DetectAuth", "GetDetectInfoEnhanced", "GetWeChatBillDetails"] as const
type Action = (typeof ACTIONS)[number]

/** Answers a request that came to `url`. */
export const answer = (provider: Provider, request: WireRequest, url: string): Reply => {
  const accepted = accept(provider, request)
  if (Result.isFailure(accepted)) return json(accepted)
  const { account, action, parameters } = accepted.success
  const target: FaultTarget = {
    action,
    account: account.name,
    bizToken: parameters["BizToken"],
    ruleId: parameters["RuleId"],
    date: parameters["Date"],
    cursor: parameters["Cursor"],
  }
  provider.onRequest?.(target)
  const faults = provider.faults.take(target)
  const delayMs = faults.reduce((sum, fault) => sum + (fault.kind === "latency" ? fault.ms : 0), 0)
  const instead = faults.map(replyInstead).find((reply) => reply !== undefined)
  if (instead !== undefined) return { ...instead, delayMs }
  const carriedOut = Result.map(perform(provider, account, action, parameters, faults, url), (response) =>
    faults.reduce(spoil, response),
  )
  const cut = faults.find((fault) => fault.kind === "cut")
  return { ...json(carriedOut), delayMs, cut: cut && (cut.namesLength === true ? "named" : "unnamed") }
}

interface Accepted {
  readonly account: Account
  readonly action: Action
  readonly parameters: Readonly<Record<string, unknown>>
}

const accept = ({ world, limit }: Provider, request: WireRequest): Result.Result<Accepted, ApiError> => {
  const { "x-tc-action": asked, "x-tc-version": version } = request.headers
  if (request.method !== "POST") return refuse("UnsupportedProtocol", "Requests are made by POST.")
  if (asked === undefined) return refuse("MissingParameter", "The header X-TC-Action is missing.")
  const now = Date.now()
  const account = verifySignature(request, world.accounts, now)
  if (Result.isFailure(account)) return Result.fail(account.failure)
  if (version !== VERSION) return refuse("NoSuchVersion", `The version is ${VERSION}.`)
  const action = ACTIONS.find((each) => each === asked)
  if (action === undefined) return refuse("InvalidAction", "The action is unknown.")
  const passed = limit.pass(account.success.name, action, now)
  if (Result.isFailure(passed)) return Result.fail(passed.failure)
  return Result.map(parametersOf(request.body), (parameters) => ({ account: account.success, action, parameters }))
}

const parametersOf = (body: Uint8Array): Result.Result<Readonly<Record<string, unknown>>, ApiError> => {
  try {
    const parameters: unknown = JSON.parse(new TextDecoder().decode(body))
    if (typeof parameters === "object" && parameters !== null && !Array.isArray(parameters)) {
      return Result.succeed(parameters as Readonly<Record<string, unknown>>)
    }
  } catch {
    // What was sent may be personal: it is not repeated.
  }
  return refuse("InvalidParameter", "The body is no JSON object.")
}

const perform = (
  { world, clock, billPageSize }: Provider,
  account: Account,
  action: Action,
  parameters: Readonly<Record<string, unknown>>,
  faults: ReadonlyArray<Fault>,
  url: string,
): Result.Result<object, ApiError> => {
  const now = clock.now()
  const met = (kind: Fault["kind"]) => faults.some((fault) => fault.kind === kind)
  switch (action) {
    case "DetectAuth":
      return Result.flatMap(decodeDetectAuth(parameters), (asked) => detectAuth(world, account, asked, { now, url }))
    case "GetDetectInfoEnhanced":
      return Result.flatMap(decodeGetDetectInfo(parameters), (asked) =>
        getDetectInfoEnhanced(world, account, asked, now),
      )
    case "GetWeChatBillDetails":
      return Result.flatMap(decodeGetBill(parameters), (asked) =>
        getWeChatBillDetails(world, account, asked, {
          now,
          pageSize: billPageSize,
          isRepeated: met("repeated_page"),
          isStuck: met("stuck_cursor"),
        }),
      )
  }
}

/** Reads the parameters of an action: the provider tells those that are missing from those that are wrong. */
const decoder = <S extends Schema.ConstraintDecoder<unknown>>(schema: S, required: ReadonlyArray<string>) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (parameters: Readonly<Record<string, unknown>>): Result.Result<S["Type"], ApiError> => {
    const missing = required.find((name) => parameters[name] === undefined || parameters[name] === "")
    if (missing !== undefined) return refuse("MissingParameter", `The parameter ${missing} is missing.`)
    const decoded = decode(parameters)
    return Result.isSuccess(decoded)
      ? Result.succeed(decoded.success)
      : refuse("InvalidParameter", "A parameter has the wrong type.")
  }
}

const decodeDetectAuth = decoder(DetectAuthRequest, ["RuleId"])
const decodeGetDetectInfo = decoder(GetDetectInfoEnhancedRequest, ["BizToken", "RuleId"])
const decodeGetBill = decoder(GetWeChatBillDetailsRequest, ["Date", "Cursor"])

/** The reply that a fault gives in the place of the provider's, which then never sees the request. */
const replyInstead = (fault: Fault): Reply | undefined => {
  switch (fault.kind) {
    case "reset":
      return { ...html(200), isReset: true }
    case "http":
      return html(fault.status)
    case "non_json":
      return html(200)
    case "api_error":
      return json(refuse(fault.code, fault.message ?? "As scripted."))
    default:
      return undefined
  }
}

const spoil = (response: object, fault: Fault): object => {
  if (fault.kind === "missing_field") return withoutField(response, fault.path)
  if (fault.kind === "wrong_field") return withField(response, fault.path, fault.value)
  return response
}

const html = (status: number): Reply => ({
  status,
  contentType: "text/html",
  body: "<html><body><h1>Bad Gateway</h1></body></html>",
})

const json = (answered: Result.Result<object, ApiError>): Reply => {
  const RequestId = randomUUID()
  const Response = Result.isSuccess(answered)
    ? { ...answered.success, RequestId }
    : { Error: { Code: answered.failure.code, Message: answered.failure.message }, RequestId }
  return { status: 200, contentType: "application/json", body: JSON.stringify({ Response }) }
}
