/** What is wrong with a command line whose command and options are known: too few or too many words, values that are none. */
import { printable } from "@faceid-tally/report"

import type { CommandSpec } from "../spec/CommandSpec.ts"
import type { CommandLineText } from "./commandLineText.ts"
import { dashed, optionsOf, type Token, tokensOf, type ValueSpec } from "./tokens.ts"

/** In one sentence with an example, `undefined` where nothing is wrong. */
export const wrongUse = (
  argv: ReadonlyArray<string>,
  command: CommandSpec,
  text: CommandLineText,
): string | undefined => {
  const tokens = tokensOf(argv, command)
  const options = tokens.filter((token) => token._tag === "Option")
  const words = tokens.flatMap((token) => (token._tag === "Word" ? [token.text] : []))
  const wrong =
    firstOf(options, (option) => wrongOption(option, options, text)) ??
    wrongWords(words.slice(command.name.split(" ").length), command, text) ??
    missingOption(options, command, text)
  return wrong === undefined ? undefined : text.of(command.name, wrong)
}

type OptionToken = Extract<Token, { _tag: "Option" }>

const wrongOption = (
  { name, spec, values }: OptionToken,
  options: ReadonlyArray<OptionToken>,
  text: CommandLineText,
): string | undefined => {
  if (name === undefined || spec === undefined || spec.type === "boolean") return undefined
  const [value = ""] = values
  if (value === "") return text.noValue(dashed(name), exampleOf(name, spec))
  const others = options.filter((other) => other.name === name)
  if (others.length > 1 && spec.type !== "array" && spec.isRepeatable !== true) {
    return text.twice(
      dashed(name),
      others.map((other) => printable(other.values[0] ?? "")),
    )
  }
  return wrongChoice(dashed(name), value, spec, text)
}

const wrongChoice = (name: string, value: string, { choices }: ValueSpec, text: CommandLineText): string | undefined =>
  choices === undefined || choices.includes(value) ? undefined : text.notAChoice(name, printable(value), choices)

const wrongWords = (words: ReadonlyArray<string>, command: CommandSpec, text: CommandLineText): string | undefined => {
  const specs = Object.values(command.positionals)
  const least = specs.filter(({ required }) => required === true).length
  const most = specs.some(({ type }) => type === "array") ? Infinity : specs.length
  const example = command.examples[0].line
  const missing = specs[words.length]?.missing
  if (words.length < least && missing !== undefined)
    return text.noWord(missing[text.language], `faceid-tally ${example}`)
  const extra = words[most]
  if (extra !== undefined) return text.extraWord(printable(extra), `faceid-tally ${example}`)
  return firstOf(Object.entries(command.positionals), ([name, spec], i) => {
    const word = words[i]
    return word === undefined ? undefined : wrongChoice(`<${name}>`, word, spec, text)
  })
}

const missingOption = (
  options: ReadonlyArray<OptionToken>,
  command: CommandSpec,
  text: CommandLineText,
): string | undefined =>
  firstOf(optionsOf(command), ([name, spec]) =>
    spec.required === true && !options.some((option) => option.name === name)
      ? text.noOption(dashed(name), exampleOf(name, spec))
      : undefined,
  )

const exampleOf = (name: string, { example, choices: [choice] = [] }: ValueSpec): string =>
  `${dashed(name)} ${example ?? choice ?? ""}`.trim()

const firstOf = <A, B>(items: ReadonlyArray<A>, find: (item: A, index: number) => B | undefined): B | undefined => {
  for (const [index, item] of items.entries()) {
    const found = find(item, index)
    if (found !== undefined) return found
  }
  return undefined
}
