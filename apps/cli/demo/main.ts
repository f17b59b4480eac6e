// What `npm start` shows: the statement of a month on the simulated provider. Progress is told on standard error.
import { join, relative } from "node:path"

import { ansiStyle, languageOf, plainStyle } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { answerLines, demoText } from "./answer.ts"
import { demoMonth } from "./demoMonth.ts"

const root = join(import.meta.dirname, "..", "..", "..")
const folder = join(root, "node_modules", ".cache", "faceid-tally-month")
const language = languageOf(process.env)
const text = demoText[language]

console.error(text.playing)
const { truth, collected, pulledDays, statement, planted, isAllNamed, config } = await Effect.runPromise(
  demoMonth(folder),
)
console.error(text.played(truth.verifications.length, collected, pulledDays))
console.error(isAllNamed ? text.allNamed(planted) : text.notNamed)
console.error()
const style = process.stdout.isTTY && process.env["NO_COLOR"] === undefined ? ansiStyle : plainStyle
for (const line of answerLines(statement, language, relative(process.cwd(), config), style)) console.log(line)

// The bill of the month differs from our records: that is what it is there to show.
process.exitCode = isAllNamed && statement.verdict === "different" ? 0 : 1
