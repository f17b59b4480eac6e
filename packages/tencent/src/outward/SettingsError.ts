/** Why the provider cannot be set up. The values are not repeated: an endpoint may have credentials in it. */
import * as Schema from "effect/Schema"

const sentences = {
  endpoint_invalid: "the endpoint is a host name or an https URL, with an optional port and nothing else",
  endpoint_not_loopback: "plain http is for loopback addresses only: use https",
  proxy_invalid: "the proxy is none: it is an http or https address, as in http://proxy.example:3128",
  proxy_unsupported: "the proxy is of a kind that is not supported: only http and https ones are",
  limit_invalid: "a request limit is a number above 0",
} as const

type SettingsReason = keyof typeof sentences

export class SettingsError extends Schema.TaggedError<SettingsError>()("SettingsError", {
  reason: Schema.Literals(Object.keys(sentences) as ReadonlyArray<SettingsReason>),
}) {
  override get message(): string {
    return sentences[this.reason]
  }
}
