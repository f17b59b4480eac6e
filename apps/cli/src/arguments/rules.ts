/** The published rules, or a table of the user's own, with the edition that is asked for. */
import { readFileSync } from "node:fs"

import { type ChargeRules, type EditionRules, parseChargeRules, publishedRules } from "@faceid-tally/core/engine"
import type { Language } from "@faceid-tally/report"
import * as Result from "effect/Result"

import { type Arguments, UsageError } from "../session/Arguments.ts"
import { closest } from "./closest.ts"
import type { Session } from "../session/Session.ts"
import { argumentText } from "./argumentText.ts"

/** The rule set that the arguments name. */
export const rulesOf = (args: Arguments<"rules">, session: Session): ChargeRules => {
  const file = args.string("rules")
  return file === undefined ? publishedRules : readRules(file, session)
}

/** The edition that is asked for; a table of one edition needs no `--edition`. */
export const editionOf = (
  args: Arguments<"edition">,
  rules: ChargeRules,
  { language }: Session,
): string | undefined => {
  const edition = args.string("edition")
  if (edition !== undefined && !rules.editions.includes(edition)) {
    throw new UsageError({
      message: argumentText[language].unknownEdition(edition, rules.editions, closest(edition, rules.editions)),
    })
  }
  return edition
}

/** The rules to audit by, `undefined` where none are asked for. */
export const editionRulesOf = (args: Arguments<"rules" | "edition">, session: Session): EditionRules | undefined => {
  const rules = rulesOf(args, session)
  const edition = editionOf(args, rules, session)
  if (edition !== undefined) return { rules, edition }
  if (args.string("rules") === undefined) return undefined
  const [only, ...others] = rules.editions
  if (only === undefined || others.length > 0)
    throw new UsageError({ message: argumentText[session.language].editionNeeded(rules.editions) })
  return { rules, edition: only }
}

const readRules = (file: string, { language }: Session): ChargeRules => {
  const rules = parseChargeRules(readText(file, language), file)
  if (Result.isSuccess(rules)) return rules.success
  const { line, problem } = rules.failure
  throw new UsageError({ message: `${file}:${line}: ${argumentText[language].rulesFault[problem]}` })
}

const readText = (file: string, language: Language): string => {
  try {
    return readFileSync(file, "utf8")
  } catch (error) {
    const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT"
    throw new UsageError({ message: argumentText[language].missing[isMissing ? "not_found" : "unreadable"](file) })
  }
}
