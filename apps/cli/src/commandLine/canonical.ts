/**
 * What people type first, in the words of the program: `help count`, `-o october.csv`, `--json`, `--lang zh`,
 * `--output JSON`. Everything behind it knows one spelling.
 */
import { languageNamed } from "@faceid-tally/report"

import { commandOf } from "../commands/commands.ts"
import type { OptionSpec } from "../spec/CommandSpec.ts"
import type { CommandLineText } from "./commandLineText.ts"
import { type Mistake, wordsOf } from "./mistake.ts"
import { parted, type Token, tokensOf, type ValueSpec } from "./tokens.ts"

/** Forms that some command writes: no file is called so. */
const FORMS = ["table", "json", "ndjson", "csv", "xlsx", "html"]

export const canonical = (argv: ReadonlyArray<string>, text: CommandLineText): ReadonlyArray<string> | Mistake => {
  const [first, ...others] = argv
  if (first === "help") return [...others, "--help"]
  const command = commandOf(wordsOf(argv))
  const [line, rest] = parted(argv)
  const tokens = tokensOf(line, command)
  const form = tokens.find((token) => isForm(token, command?.options["output"]))
  if (form?._tag === "Option") {
    const message = text.outIsForm(form.written, form.values[0] ?? "")
    return { _tag: "Mistake", message, command: command?.name }
  }
  const written = tokens.flatMap(spelled)
  const isJson = tokens.some((token) => token._tag === "Option" && token.name === "json")
  const isSaid = written.some((word, i) => word === "--output" && written[i + 1] === "json")
  return [...written, ...(isJson && !isSaid ? ["--output", "json"] : []), ...(rest.length > 0 ? ["--", ...rest] : [])]
}

/** `-o json` names no file, whether or not the command can write one. */
const isForm = (token: Token, output: OptionSpec | undefined): boolean => {
  if (token._tag === "Word" || output === undefined) return false
  return (token.name === "out" || token.written === "-o") && FORMS.includes(token.values[0]?.toLowerCase() ?? "")
}

const spelled = (token: Token): ReadonlyArray<string> => {
  if (token._tag === "Word") return [token.text]
  const { name, written, values, spec } = token
  if (name === "json") return []
  if (name === undefined) return values.length === 0 ? [written] : [`${written}=${values.join("=")}`]
  const chosen = values.map((value) => (spec?.choices === undefined ? value : choiceOf(name, value, spec)))
  // A value that looks like an option stays beside its name.
  const [bare, like] = [chosen.filter((value) => !looksLikeOption(value)), chosen.filter(looksLikeOption)]
  return [
    ...(bare.length > 0 || like.length === 0 ? [`--${name}`, ...bare] : []),
    ...like.map((value) => `--${name}=${value}`),
  ]
}

const looksLikeOption = (value: string): boolean => value.startsWith("-") && value !== "-"

const choiceOf = (name: string, value: string, { choices = [] }: ValueSpec): string =>
  (name === "lang" ? languageNamed(value) : choices.find((choice) => choice.toLowerCase() === value.toLowerCase())) ??
  value
