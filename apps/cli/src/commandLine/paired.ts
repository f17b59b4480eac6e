/** Two bare words that stand for two options: `reconcile RESULTS BILLS` (`CommandSpec.pair`). */
import { printable } from "@faceid-tally/report"

import type { CommandLineText } from "./commandLineText.ts"
import type { Mistake } from "./mistake.ts"
import type { CommandRequest } from "./parse.ts"

export const paired = (request: CommandRequest, text: CommandLineText): CommandRequest | Mistake => {
  const { spec, parsed } = request
  const words = [parsed["files"] ?? []].flat().map(String)
  if (spec.pair === undefined || words.length === 0) return request
  const [first, second] = spec.pair
  const mistake = (message: string): Mistake => ({ _tag: "Mistake", message, command: spec.name })
  if (parsed[first] !== undefined || parsed[second] !== undefined) return mistake(text.pathsAndOptions)
  if (words.length !== 2) return mistake(text.notTwoPaths(words.map(printable)))
  return { ...request, parsed: { ...parsed, files: [], [first]: [words[0]], [second]: [words[1]] } }
}
