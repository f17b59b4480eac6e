/** The arguments of a command as yargs parsed them, read by name and type. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

import type { CliText, OptionName } from "../CliText.ts"

/** The command line is wrong; the message says how, in the user's language. */
export class UsageError extends Data.TaggedError("UsageError")<{ readonly message: string }> {}

/** Reads arguments; a {@link UsageError} that is thrown there becomes part of the type. */
export const usage = <A>(read: () => A): Effect.Effect<A, UsageError> =>
  Effect.suspend(() => {
    try {
      return Effect.succeed(read())
    } catch (error) {
      return error instanceof UsageError ? Effect.fail(error) : Effect.die(error)
    }
  })

export class Arguments {
  readonly #parsed: Readonly<Record<string, unknown>>
  readonly #text: CliText

  constructor(parsed: Readonly<Record<string, unknown>>, text: CliText) {
    this.#parsed = parsed
    this.#text = text
  }

  string(name: OptionName): string | undefined {
    const value = this.#parsed[name]
    if (Array.isArray(value)) throw new UsageError({ message: this.#text.givenTwice(name) })
    return typeof value === "string" ? value : undefined
  }

  strings(name: OptionName): ReadonlyArray<string> {
    const value = this.#parsed[name]
    return value === undefined ? [] : [value].flat().map(String)
  }

  /** Whether the command line gives it. */
  isGiven(name: OptionName): boolean {
    const value = this.#parsed[name]
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false
  }

  boolean(name: OptionName): boolean {
    return [this.#parsed[name]].flat().at(-1) === true
  }

  /** One of the words that the option allows, which yargs has checked. */
  choice<const Word extends string>(name: OptionName, words: ReadonlyArray<Word>): Word | undefined {
    const value = this.string(name)
    return words.find((word) => word === value)
  }
}
