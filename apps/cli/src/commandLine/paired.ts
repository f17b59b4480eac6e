/** Two bare words that stand for two options: `reconcile RESULTS BILLS` (`CommandSpec.pair`). */
import { type Language, printable } from "@faceid-tally/report"

import type { Mistake } from "./mistake.ts"
import type { CommandRequest } from "./parse.ts"

export const paired = (request: CommandRequest, language: Language): CommandRequest | Mistake => {
  const { spec, parsed } = request
  const words = [parsed["files"] ?? []].flat().map(String)
  if (spec.pair === undefined || words.length === 0) return request
  const {
    options: [first, second],
    notTwo,
    withOptions,
  } = spec.pair
  const mistake = (message: string): Mistake => ({ _tag: "Mistake", message, command: spec.name })
  if (parsed[first] !== undefined || parsed[second] !== undefined) return mistake(withOptions[language])
  if (words.length !== 2) return mistake(notTwo[language](words.map(printable)))
  return { ...request, parsed: { ...parsed, files: [], [first]: [words[0]], [second]: [words[1]] } }
}
