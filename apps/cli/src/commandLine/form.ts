/** The form of an answer: what `--output` says, else what the name of the file ends in that `--out` names (D43). */
import { extname } from "node:path"

import type { CliText } from "../CliText.ts"
import type { Mistake } from "./mistake.ts"
import type { Asked } from "./parse.ts"

const formsByEnding: Readonly<Record<string, string>> = {
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".csv": "csv",
  ".xlsx": "xlsx",
  ".html": "html",
}

/** A command line with its form chosen; a form that the command lacks, or that the name contradicts, is a mistake. */
export const withForm = (asked: Asked, text: CliText): Asked | Mistake => {
  const { spec, parsed } = asked
  const { out, output } = parsed
  if (typeof out !== "string" || Array.isArray(output)) return asked
  const ending = extname(out).toLowerCase()
  const form = formsByEnding[ending]
  if (form === undefined || form === output) return asked
  const mistake = (message: string): Mistake => ({ _tag: "Mistake", message, command: spec.name })
  if (typeof output === "string") {
    return output === "ndjson" && form === "json" ? asked : mistake(text.out.otherForm(out, ending, output))
  }
  const forms = spec.options.output?.choices ?? []
  if (!forms.includes(form)) return mistake(text.out.noSuchForm(out, ending, forms))
  return { ...asked, parsed: { ...parsed, output: form } }
}
