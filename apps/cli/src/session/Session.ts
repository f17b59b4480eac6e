/** What every command gets beside its arguments: the language, the terminal, and where output goes. */
import type { InputError } from "@faceid-tally/files"
import type { Language, SharedText, Style } from "@faceid-tally/report"
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"

import type { Arguments, UsageError } from "./Arguments.ts"
import type { Output } from "./Output.ts"

/** Where a command prints. */
export interface Terminal {
  readonly output: Output
  /** Writes one line for the person, beside the output. */
  readonly tell: (line: string) => void
}

export interface Session extends Terminal {
  readonly language: Language
  readonly say: SharedText
  readonly style: Style
  readonly programVersion: () => string
  /** The path of the schema of the settings, which comes with the program. */
  readonly settingsSchema: () => string
}

/** A command could not do its work; the message says what to do, in the user's language. */
export class Refusal extends Data.TaggedError("Refusal")<{ readonly message: string }> {}

/** A command ends with an exit code; what can go wrong on the way is in its type. */
export type Run<Name extends string> = (
  args: Arguments<Name>,
  session: Session,
) => Effect.Effect<number, UsageError | InputError | Refusal>
