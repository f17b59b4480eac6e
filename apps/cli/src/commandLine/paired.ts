/** Two bare words that stand for two options: `reconcile RESULTS BILLS` (`CommandSpec.pair`). */
import { printable } from "@faceid-tally/report"

import type { CliText } from "../CliText.ts"
import type { Mistake } from "./mistake.ts"
import type { Asked } from "./parse.ts"

export const paired = (asked: Asked, text: CliText): Asked | Mistake => {
  const { spec, parsed } = asked
  const words = [parsed["files"] ?? []].flat().map(String)
  if (spec.pair === undefined || words.length === 0) return asked
  const [first, second] = spec.pair
  const mistake = (message: string): Mistake => ({ _tag: "Mistake", message, command: spec.name })
  if (parsed[first] !== undefined || parsed[second] !== undefined) return mistake(text.commandLine.pathsAndOptions)
  if (words.length !== 2) return mistake(text.commandLine.notTwoPaths(words.map(printable)))
  return { ...asked, parsed: { ...parsed, files: [], [first]: [words[0]], [second]: [words[1]] } }
}
