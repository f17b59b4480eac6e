/** Why the settings cannot be used: where it is and what belongs there, never what was met there. */
import { planFaultCodes } from "@faceid-tally/core/money"
import * as Schema from "effect/Schema"

export class ConfigError extends Schema.TaggedError<ConfigError>()("ConfigError", {
  /** `missing_credentials` names an account; all others are about the file. */
  reason: Schema.Literals(["not_found", "unreadable", "not_json", "invalid", "missing_credentials"]),
  /** The file, or where a value came from: `environment`, `flags`. */
  source: Schema.String,
  /** Keys, from the outside in. */
  path: Schema.optionalKey(Schema.Array(Schema.String)),
  /** What belongs there; of missing credentials the variable that the settings name for them. */
  expected: Schema.optionalKey(Schema.String),
  /** Of a price plan: the mistake. */
  plan: Schema.optionalKey(Schema.Literals(planFaultCodes)),
  /** Where there is no such setting: those that there are. */
  known: Schema.optionalKey(Schema.Array(Schema.String)),
}) {
  override get message(): string {
    const place = this.path === undefined ? "" : ` at ${this.path.join(".")}`
    return `the settings of ${this.source} cannot be used${place}: ${this.plan === undefined ? "" : `${this.plan} `}${this.expected ?? this.reason}`
  }
}
