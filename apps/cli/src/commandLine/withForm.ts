/** The form of an answer: what `--output` says, else what the name of the file ends in that `--out` names (D43). */
import { extname } from "node:path"

import type { CommandLineText } from "./commandLineText.ts"
import type { Mistake } from "./mistake.ts"
import type { CommandRequest } from "./parse.ts"

const formsByEnding: Readonly<Record<string, string>> = {
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".csv": "csv",
  ".xlsx": "xlsx",
  ".html": "html",
}

/** A command line with its form chosen; a form that the command lacks, or that the name contradicts, is a mistake. */
export const withForm = (request: CommandRequest, text: CommandLineText): CommandRequest | Mistake => {
  const { spec, parsed } = request
  const { out, output } = parsed
  if (typeof out !== "string" || Array.isArray(output)) return request
  const ending = extname(out).toLowerCase()
  const form = formsByEnding[ending]
  if (form === undefined || form === output) return request
  const mistake = (message: string): Mistake => ({ _tag: "Mistake", message, command: spec.name })
  if (typeof output === "string") {
    return output === "ndjson" && form === "json" ? request : mistake(text.otherForm(out, ending, output))
  }
  const forms = spec.options["output"]?.choices ?? []
  if (!forms.includes(form)) return mistake(text.noSuchForm(out, ending, forms))
  return { ...request, parsed: { ...parsed, output: form } }
}
