// The glossary decides each term once: what it forbids stands in no text that people read.
import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { expect, it } from "vitest"

const root = dirname(import.meta.dirname)
const read = (file: string) => readFileSync(join(root, file), "utf8")

/** The last column of each row that has four. */
const forbidden = [...read("docs/words.md").matchAll(/^\| [^|]+ \| [^|]+ \| [^|]+ \| ([^|]+) \|$/gm)]
  .flatMap(([, not = ""]) => not.split(", "))
  .filter((word) => word !== "not" && word !== "---" && word.trim() !== "")

const texts = [
  "{packages,apps}/*/src/**/{en,zh-CN}.ts",
  "{packages,apps}/*/src/**/*{Text,Texts,SharedText,Words,texts}.ts",
  "apps/cli/src/commands/**/*.ts",
  "apps/http/src/resources/**/*.ts",
  "README*.md",
  "docs/{runbook,guides/*,reference/*}/*.md",
  "packages/report/src/alerts/__snapshots__/*.snap",
  "apps/cli/test/golden/**/*.txt",
]

it("no text has a word that the glossary forbids", () => {
  expect(forbidden.length).toBeGreaterThan(10)
  const files = globSync(texts, { cwd: root })
  expect(files.length).toBeGreaterThan(40)
  const met = files.flatMap((file) => {
    const lines = read(file).split("\n")
    return lines.flatMap((line, i) =>
      forbidden.filter((word) => line.includes(word)).map((word) => `${file}:${i + 1}: ${word}`),
    )
  })
  expect(met).toEqual([])
})

/** The texts under a value: each with its place. */
const textsIn = (value: unknown, place: string): ReadonlyArray<readonly [place: string, text: unknown]> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, text]) => textsIn(text, `${place}.${name}`))
    : [[place, value]]

it("every text stands in both languages, and no English one is Chinese", async () => {
  const files = globSync("{packages/report,apps/*}/src/**/*Text{,s}.ts", { cwd: root })
  const modules = await Promise.all(files.map((file) => import(join(root, file)) as Promise<object>))
  const rooms = modules.flatMap((module) =>
    Object.entries(module).filter(([, room]) => typeof room === "object" && room !== null && "zh-CN" in room),
  )
  expect(rooms.length).toBeGreaterThan(35)
  for (const [name, { en, "zh-CN": zhCN }] of rooms) {
    const [english, chinese] = [textsIn(en, name), textsIn(zhCN, name)]
    expect(chinese.map(([place]) => place).toSorted()).toEqual(english.map(([place]) => place).toSorted())
    // What leads to Chinese is written in it.
    const others = english.filter(([place]) => place !== "layoutText.otherLanguage")
    expect(others.filter(([, text]) => typeof text === "string" && /\p{Script=Han}/u.test(text))).toEqual([])
  }
})
