/** The kinds of options and words that a command can take. One that takes a value says an example or its choices. */
import type { OptionSpec, PositionalSpec, Words } from "./CommandSpec.ts"

export const flag = (about: Words): OptionSpec => ({ type: "boolean", about })

export const text = (example: string, about: Words): OptionSpec => ({ type: "string", example, about })

export const repeatable = (option: OptionSpec): OptionSpec => ({ ...option, isRepeatable: true })

export const oneOf = (choices: ReadonlyArray<string>, about: Words): OptionSpec => ({ type: "string", choices, about })

export const file = (example: string, about: Words): OptionSpec => ({ ...text(example, about), isFile: true })

export const files = (example: string, about: Words): OptionSpec => ({ ...file(example, about), type: "array" })

/** An option that a command cannot do without. */
export const required = (option: OptionSpec): OptionSpec => ({ ...option, required: true })

/** A word that a command cannot do without; `missing` asks for it. */
export const requiredWord = (word: OptionSpec, missing: Words): PositionalSpec => ({ ...word, required: true, missing })
