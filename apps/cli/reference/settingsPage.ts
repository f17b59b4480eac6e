/** The page of the settings: each key of the published schema, with what it means. */
import type { Language } from "@faceid-tally/report"

import { type Json, jsonSchemaOf } from "@faceid-tally/report/documents"
import { Settings } from "@faceid-tally/host/apps"

import { code, MADE, page, table, type Words } from "./markdown.ts"
import { settingWords, variableWords } from "./settingWords.ts"

const title: Words = { en: "# Settings", "zh-CN": "# 配置" }
const intro: Words = {
  en:
    "The keys of `faceid-tally.json`. Flags go before the environment, the environment before the file; all keys may be left " +
    "out. `faceid-tally config print` shows what is in force, `faceid-tally doctor` what is wrong with it. An editor completes " +
    "and checks the file by its schema, which `faceid-tally init` names in it; by hand it is " +
    '`"$schema": "./node_modules/faceid-tally/schemas/faceid-tally.schema.json"`.',
  "zh-CN":
    "`faceid-tally.json` 的全部键，均可省略。优先级：命令行选项、环境变量、配置文件。`faceid-tally config print` 显示生效的配置，" +
    "`faceid-tally doctor` 检查问题。文件中有 `$schema` 时，编辑器即可补全和校验：`faceid-tally init` 会写入，手写则为 " +
    '`"$schema": "./node_modules/faceid-tally/schemas/faceid-tally.schema.json"`。',
}
const words = {
  key: { en: "key", "zh-CN": "键" },
  about: { en: "what it means", "zh-CN": "含义" },
  holds: { en: "what it holds", "zh-CN": "取值" },
  variables: { en: "## Environment variables", "zh-CN": "## 环境变量" },
  variable: { en: "variable", "zh-CN": "变量" },
} as const satisfies Readonly<Record<string, Words>>

export const settingsPage = (language: Language): string =>
  page(
    MADE[language],
    title[language],
    intro[language],
    table(
      [words.key[language], words.about[language], words.holds[language]],
      [...settingKeys()].map(([key, holds]) => [code(key), settingWords[key]?.[language] ?? "", holds.join(" ")]),
    ),
    words.variables[language],
    table(
      [words.variable[language], words.about[language]],
      Object.entries(variableWords).map(([name, about]) => [code(name), about[language]]),
    ),
  )

/** Every key that can be set, joined by dots, `<name>` for one of the user's own, with what it holds. */
export const settingKeys = (): ReadonlyMap<string, ReadonlyArray<string>> => {
  const keys = new Map<string, Array<string>>()
  visit(jsonSchemaOf(Settings).schema, [], (key, holds) => {
    const known = keys.get(key) ?? []
    keys.set(key, [...known, ...holds.filter((each) => !known.includes(each))])
  })
  keys.delete("$schema")
  return keys
}

const visit = (
  schema: Json,
  path: ReadonlyArray<string>,
  take: (key: string, holds: ReadonlyArray<string>) => void,
): void => {
  const below = Object.entries((schema["properties"] ?? {}) as Readonly<Record<string, Json>>)
  const own = schema["additionalProperties"]
  if (typeof own === "object" && own !== null) below.push(["<name>", own as Json])
  for (const [name, of] of below) {
    const at = [...path, name]
    // A key of the user's own is told where it holds something, not where it only leads on.
    if (name !== "<name>" || of["type"] === "string") take(at.join("."), holdsOf(of))
    visit(of, at, take)
  }
  for (const one of (schema["anyOf"] ?? []) as ReadonlyArray<Json>) visit(one, path, take)
}

const holdsOf = (schema: Json): ReadonlyArray<string> => {
  const { type, minimum, maximum, enum: choices, items } = schema
  if (typeof schema["const"] === "string") return [code(schema["const"])]
  if (Array.isArray(choices)) return choices.map((each) => code(String(each)))
  if (type === "array") return holdsOf(items as Json).map((each) => `[${each}]`)
  if (type === "integer" || type === "number") return [`${String(minimum)}–${String(maximum)}`]
  return typeof type === "string" ? [type] : []
}
