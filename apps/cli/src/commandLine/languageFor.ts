/**
 * Which language the program speaks: that of `--lang`, of `FACEID_TALLY_LANG`, of the settings, of the system. It must be
 * known before anything can be complained about, so the settings are looked into here without being checked.
 */
import { readFileSync } from "node:fs"

import { type Language, languageNamed, languageOf } from "@faceid-tally/report"

type Environment = Readonly<Record<string, string | undefined>>

export const languageFor = (argv: ReadonlyArray<string>, env: Environment): Language =>
  languageNamed(lastValue(argv, "--lang") ?? "") ??
  languageNamed(env["FACEID_TALLY_LANG"] ?? "") ??
  languageNamed(languageSet(lastValue(argv, "--config") ?? (env["FACEID_TALLY_CONFIG"] || "faceid-tally.json"))) ??
  languageOf(env)

const lastValue = (argv: ReadonlyArray<string>, option: string): string | undefined => {
  const at = argv.findLastIndex((token) => token === option || token.startsWith(`${option}=`))
  return argv[at] === option ? argv[at + 1] : argv[at]?.slice(option.length + 1)
}

/** Settings that cannot be read are the business of the commands that need them. */
const languageSet = (file: string): string => {
  try {
    const settings: unknown = JSON.parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""))
    const isNamed = typeof settings === "object" && settings !== null && "language" in settings
    return isNamed ? String(settings.language) : ""
  } catch {
    return ""
  }
}
