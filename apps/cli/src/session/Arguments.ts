/**
 * The arguments of a command as yargs parsed them, read by name and type. `Name` are those that its description has, so a
 * command cannot ask for an option that it does not take.
 */
import type { Language } from "@faceid-tally/report"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

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

/** The same of what takes its time. */
export const usagePromise = <A>(read: () => Promise<A>): Effect.Effect<A, UsageError> =>
  Effect.catchDefect(Effect.promise(read), (error) =>
    error instanceof UsageError ? Effect.fail(error) : Effect.die(error),
  )

const givenTwice: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) => `--${name} is given more than once.`,
  "zh-CN": (name) => `--${name} 只能给出一次。`,
}

export class Arguments<in Name extends string> {
  readonly #parsed: Readonly<Record<string, unknown>>
  readonly #language: Language

  constructor(parsed: Readonly<Record<string, unknown>>, language: Language) {
    this.#parsed = parsed
    this.#language = language
  }

  string(name: Name): string | undefined {
    const value = this.#parsed[name]
    if (Array.isArray(value)) throw new UsageError({ message: givenTwice[this.#language](name) })
    return typeof value === "string" ? value : undefined
  }

  strings(name: Name): ReadonlyArray<string> {
    const value = this.#parsed[name]
    return value === undefined ? [] : [value].flat().map(String)
  }

  /** Whether the command line gives it. */
  isGiven(name: Name): boolean {
    const value = this.#parsed[name]
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false
  }

  boolean(name: Name): boolean {
    return [this.#parsed[name]].flat().at(-1) === true
  }

  /** One of the words that the option allows, which yargs has checked. */
  choice<const Word extends string>(name: Name, words: ReadonlyArray<Word>): Word | undefined {
    const value = this.string(name)
    return words.find((word) => word === value)
  }

  /** The same for what commands share: an option that this one does not take is one that is not given. */
  with<Other extends string>(): Arguments<Other> {
    return new Arguments<Other>(this.#parsed, this.#language)
  }
}

/** Of whichever command. */
export type AnyArguments = Arguments<never>
