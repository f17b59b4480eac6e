/**
 * Why the provider did not give what it was asked for: a closed union of reasons, each with what to do about it. The one
 * thing to know is that nothing of a request or an answer gets in here but the provider's own code and structural places.
 */
import * as Schema from "effect/Schema"

/**
 * `retry`: worth another try at once, with backoff. `later`: not now, another sweep tries again. `final`: the provider
 * refuses this BizToken for good. `clock`: this machine's clock is wrong. `person`: nothing helps until a person acts.
 */
export type RetryClass = "retry" | "later" | "final" | "clock" | "person"

/** What the reason concerns: this request alone, all of its RuleId, or all of its account. */
export type ProviderScope = "request" | "rule" | "account"

interface Kind {
  readonly retryClass: RetryClass
  readonly scope: ProviderScope
  /** For people; screens that speak more than English go by the reason. */
  readonly advice: string
}

const kind = (retryClass: RetryClass, scope: ProviderScope, advice: string): Kind => ({ retryClass, scope, advice })

const kinds = {
  network: kind("retry", "request", "Check the network, the proxy and the endpoint."),
  timeout: kind("retry", "request", "The provider took too long; it is asked again later."),
  server_error: kind("retry", "request", "The provider is in trouble; it is asked again later."),
  rate_limited: kind("retry", "request", "Lower the account's limit, or see who else uses its quota."),
  internal: kind("retry", "request", "The provider is in trouble; it is asked again later."),
  not_json: kind("retry", "request", "A web page or other text came in place of an answer: check the proxy."),

  circuit_open: kind("later", "account", "It failed several times in a row and is left alone for a while."),
  limit_unknown: kind("later", "account", "The shared request limit cannot be read: check the database."),
  unknown_refusal: kind("later", "request", "This code is not known: look it up in the provider's reference."),
  missing_field: kind("later", "request", "The answer lacks a field: the provider has changed, or something cut it."),
  wrong_answer: kind("later", "request", "The answer is not what was asked for: the provider has changed."),
  cursor_stands_still: kind("later", "request", "The bill's cursor leads nowhere; pull the day again later."),
  repeated_page: kind("later", "request", "The bill repeats a page; pull the day again later."),
  too_many_pages: kind("later", "request", "The bill does not end; ask the provider."),
  empty_pages: kind(
    "later",
    "request",
    "Ten empty pages of the bill in a row say that there is a next one; pull the day again later, then ask the provider.",
  ),

  token_expired: kind("final", "request", "The provider keeps results for three days."),
  token_illegal: kind("final", "request", "The provider does not know this BizToken."),
  token_invalid: kind("final", "request", "The BizToken, or the RuleId it was registered with, is not right."),

  clock_skew: kind("clock", "account", "Set this machine's clock: it is more than five minutes off."),

  credentials: kind("person", "account", "Check the account's SecretId and SecretKey."),
  arrears: kind("person", "account", "The account is in arrears: top it up."),
  not_activated: kind("person", "account", "Activate the service for the account."),
  charge_status: kind("person", "account", "The account's charge state is not normal: see the provider's console."),
  not_authorized: kind("person", "account", "Give the account's user the rights for FaceID."),
  unsupported: kind("person", "account", "The account cannot use this operation: ask the provider."),
  http_refused: kind("person", "account", "The endpoint or a proxy refuses requests: check both."),
  redirected: kind("person", "account", "The endpoint leads elsewhere, which is not followed: check it and the proxy."),
  untrusted: kind(
    "person",
    "account",
    "The certificate at the other end is not trusted here: name the CA of your own gateway or proxy in NODE_EXTRA_CA_CERTS and start again; else check the endpoint and the clock.",
  ),
  unknown_account: kind("person", "account", "Add the account and its credentials to the settings."),
  rule_not_exist: kind("person", "rule", "Check the RuleId and the account it belongs to."),
  rule_disabled: kind("person", "rule", "Enable the RuleId in the provider's console."),
  invalid_parameter: kind(
    "person",
    "request",
    "The provider does not accept the request's values: check the settings.",
  ),
} satisfies Record<string, Kind>

export type ProviderReason = keyof typeof kinds
export const providerReasons = Object.keys(kinds) as ReadonlyArray<ProviderReason>

/** What is known of a failure, but for whom it met. */
const failureFields = {
  reason: Schema.Literals(providerReasons),
  /** The provider's own code, where it gave one. */
  code: Schema.optionalKey(Schema.String),
  httpStatus: Schema.optionalKey(Schema.Int),
  /** What broke the connection, by the system's own code, as `ECONNRESET`; `HTML` where a web page came for an answer. */
  fault: Schema.optionalKey(Schema.String),
  /** Where in the answer the fault is: keys and indexes, never a value. */
  place: Schema.optionalKey(Schema.String),
  /** What the provider's support asks for. */
  requestId: Schema.optionalKey(Schema.String),
}
export const ProviderFailure = Schema.Struct(failureFields)
export type ProviderFailure = typeof ProviderFailure.Type

export class ProviderError extends Schema.TaggedError<ProviderError>()("ProviderError", {
  operation: Schema.Literals(["result", "bill_page"]),
  account: Schema.String,
  ...failureFields,
  /** How long it is of no use to ask again. */
  retryAfterMs: Schema.optionalKey(Schema.Number),
  /** Of `circuit_open`: the last of the failures for which the provider is left alone. */
  behind: Schema.optionalKey(ProviderFailure),
}) {
  override get message(): string {
    const what = this.operation === "result" ? "no result" : "no page of the bill"
    const why = this.behind === undefined ? named(this) : `${named(this)} after ${named(this.behind)}`
    const advice = this.behind === undefined ? this.advice : `${kinds[this.behind.reason].advice} ${this.advice}`
    return `the provider gave ${what} for the account ${this.account}: ${why}. ${advice}`
  }

  get retryClass(): RetryClass {
    return kinds[this.reason].retryClass
  }

  get scope(): ProviderScope {
    return kinds[this.reason].scope
  }

  /** What to do about it, in one sentence. */
  get advice(): string {
    return kinds[this.reason].advice
  }

  /** The failure itself: what is behind an open circuit, else this. */
  get root(): ProviderFailure {
    if (this.behind !== undefined) return this.behind
    const { reason, code, httpStatus, fault, place, requestId } = this
    return {
      reason,
      ...(code !== undefined && { code }),
      ...(httpStatus !== undefined && { httpStatus }),
      ...(fault !== undefined && { fault }),
      ...(place !== undefined && { place }),
      ...(requestId !== undefined && { requestId }),
    }
  }

  /** What there is of the failure itself beside its reason: the code, the place, the status, the fault. */
  get detail(): string | undefined {
    return detailOf(this.root)
  }

  /** What a line of a log holds beside the message. */
  get annotations(): Readonly<Record<string, unknown>> {
    const { reason, ...about } = this.root
    return {
      account: this.account,
      reason: this.reason,
      ...(this.behind !== undefined && { behind: reason }),
      ...about,
    }
  }

  /** The one stable code to count by: the provider's own where there is one, else the reason. */
  get stableCode(): string {
    return codeOf(this)
  }

  /** The code to store: that of the failure itself. */
  get rootCode(): string {
    return codeOf(this.root)
  }
}

const codeOf = ({ code, reason }: ProviderFailure): string => code ?? reason

const detailOf = ({ code, place, httpStatus, fault }: ProviderFailure): string | undefined => {
  const parts = [code, place, httpStatus === undefined ? undefined : `HTTP ${httpStatus}`, fault]
  return parts.filter((part) => part !== undefined).join(", ") || undefined
}

const named = (failure: ProviderFailure): string => {
  const detail = detailOf(failure)
  return detail === undefined ? failure.reason : `${failure.reason} (${detail})`
}
