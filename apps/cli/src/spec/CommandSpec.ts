/**
 * What a command is to the command line: its name, its words in both languages, its options and its examples. Help, the
 * completion of shells, the check for mistyped options and the types of what a command reads all come from it.
 */
import type { Both, Language } from "@faceid-tally/report"

import type { Arguments } from "../session/Arguments.ts"
import type { Run } from "../session/Session.ts"

/** A text in both languages. */
export type Words = Readonly<Record<Language, string>>

export interface OptionSpec {
  readonly type: "string" | "boolean" | "array"
  readonly about: Words
  /** A value that it takes, for the sentence that says that it lacks one. */
  readonly example?: string
  readonly choices?: ReadonlyArray<string>
  readonly required?: true
  /** Other names, as people know them from elsewhere; one letter is written `-o`. */
  readonly aliases?: ReadonlyArray<string>
  /** It may be given more than once, each time with one value. */
  readonly isRepeatable?: true
  /** The value is a file, which a shell can complete. */
  readonly isFile?: true
}

/** A word of its own beside the name of the command. */
export interface PositionalSpec extends OptionSpec {
  /** What is said where a required one is missing. */
  readonly missing?: Words
}

/** A command line as it is typed, after the name of the program, and what it is for. */
export interface ExampleSpec extends Words {
  readonly line: string
}

export interface CommandSpec {
  /** One word, or the word of a group and an action. */
  readonly name: string
  readonly about: Words
  /** How help writes its usage, where options belong to it. */
  readonly synopsis?: string
  readonly positionals: Readonly<Record<string, PositionalSpec>>
  readonly options: Readonly<Record<string, OptionSpec>>
  readonly examples: readonly [ExampleSpec, ...ReadonlyArray<ExampleSpec>]
  readonly pair?: PairSpec
}

/** Two words without options are these two: `reconcile RESULTS BILLS`. */
export interface PairSpec {
  readonly options: readonly [string, string]
  /** What is said of fewer or more words. */
  readonly notTwo: Both<(words: ReadonlyArray<string>) => string>
  /** What is said where the options are given too. */
  readonly withOptions: Words
}

/** What the commands of one first word are about. */
export interface GroupSpec {
  readonly name: string
  readonly about: Words
}

/** A command with what it does, which is loaded when it runs. */
export interface Command extends CommandSpec {
  readonly load: () => Promise<Run<string>>
}

type NamesOf<Spec extends CommandSpec> = Extract<keyof Spec["positionals"] | keyof Spec["options"], string>

/** The arguments of a command: those that it describes. */
export type ArgumentsOf<Spec extends CommandSpec> = Arguments<NamesOf<Spec>>

/** What a command does; it can read the options of its own description only. */
export type RunOf<Spec extends CommandSpec> = Run<NamesOf<Spec>>

export const command = <Spec extends CommandSpec>(spec: Spec, load: () => Promise<RunOf<Spec>>): Command => ({
  ...spec,
  load,
})

/** As yargs writes it: `<one>`, `<many..>`, `[optional]`. */
export const usageOf = ({ name, positionals }: CommandSpec): string =>
  [
    name,
    ...Object.entries(positionals).map(([word, { type, required }]) => {
      const written = type === "array" ? `${word}..` : word
      return required === true ? `<${written}>` : `[${written}]`
    }),
  ].join(" ")
