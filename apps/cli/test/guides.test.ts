// The guides are true: their commands print what they say, what they name exists, and both languages say the same.
import { execFileSync } from "node:child_process"
import { chmodSync, globSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { basename, join } from "node:path"
import process from "node:process"

import { alertKinds } from "@faceid-tally/books/engine"
import { discrepancyKinds, whyCodes } from "@faceid-tally/core/engine"
import { leftOutText } from "@faceid-tally/report"
import { describe, expect, it } from "vitest"

import { pagesWithSnippets } from "../reference/withSnippets.ts"
import { commandLineTextOf } from "../src/commandLine/commandLineText.ts"
import { parse } from "../src/commandLine/parse.ts"
import { bin, languages, root, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

/** "…" stands for lines that a page leaves out. */
const LEFT_OUT = "…"

const guides = join(root, "docs", "guides")
const names = globSync("en/*.md", { cwd: guides }).map((file) => basename(file))
const textOf = (language: string, name: string) => readFileSync(join(guides, language, name), "utf8")
const blocksOf = (text: string, kind: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) => block)

it("every page stands in both languages, with the same headings, programs and links", () => {
  expect(globSync("zh-CN/*.md", { cwd: guides }).map((file) => basename(file))).toEqual(names)
  const outlineOf = (language: string, name: string) => {
    const text = textOf(language, name)
    const both = (link: string) =>
      link.replaceAll(/\ben(?=[./\n])|zh-CN/g, "*").replace(/README(\.\*)?\.md#.*/, "README")
    return {
      name,
      levels: [...text.matchAll(/^(#+) /gm)].map(([, level]) => level),
      programs: ["sh", "json", "crontab"].flatMap((kind) => blocksOf(text, kind)).map(both),
      links: [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link = ""]) => both(link)).toSorted(),
    }
  }
  for (const name of names) expect(outlineOf("zh-CN", name)).toEqual(outlineOf("en", name))
})

// Otherwise: pnpm reference
it.each([...pagesWithSnippets()])("%s shows the snippets that are run", (file, text) => {
  expect(readFileSync(join(root, file), "utf8")).toBe(text)
})

it("every code that a guide names exists", () => {
  const known = new Set<string>([
    ...discrepancyKinds,
    ...whyCodes,
    ...alertKinds,
    ...Object.keys(leftOutText.en.reason),
  ])
  const named = languages.flatMap((language) =>
    names.flatMap((name) =>
      [...textOf(language, name).matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, code]) => code ?? ""),
    ),
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((code) => !known.has(code))).toEqual([])
})

describe.each(languages)("the guides (%s)", (language) => {
  const texts = names.map((name) => textOf(language, name))

  it("name command lines that the program understands", async () => {
    const lines = [
      ...texts.flatMap((text) => blocksOf(text, "sh")).flatMap((block) => block.match(/^faceid-tally .*/gm) ?? []),
      ...texts
        .flatMap((text) => blocksOf(text, "crontab"))
        .flatMap((block) => block.match(/faceid-tally .*/g) ?? [])
        .map((line) => line.replaceAll(String.raw`\%`, "%")),
      ...texts.flatMap((text) => [...text.matchAll(/`(faceid-tally [^`<]+)`/g)].map(([, line = ""]) => line)),
    ]
    expect(lines.length).toBeGreaterThan(20)
    // The shell says which words there are.
    const script = `faceid-tally() { printf '%s\\t' "$@"; echo; }\n${lines.join("\n")}`
    const argvs = execFileSync("bash", ["-c", script], { encoding: "utf8" }).trimEnd().split("\n")
    expect(argvs.length).toBe(lines.length)
    for (const [i, argv] of argvs.entries()) {
      const words = argv.replace(/\t$/, "").split("\t")
      // It is no command.
      if (words[0] === "--version") continue
      const { _tag } = await parse(words, commandLineTextOf(language))
      expect([lines[i], _tag]).toEqual([lines[i], "CommandRequest"])
    }
  })

  const examples = texts.flatMap((text) => blocksOf(text, "console")).map((block) => block.trimEnd().split("\n"))
  it.each(examples)("print what they say: %s", async (...[line = "", ...expected]) => {
    using folder = temporaryFolder()
    layIn(folder.path)
    const printed = (await outputOf(line.replace(/^\$ /, ""), folder.path, language)).trimEnd().split("\n")
    const gap = expected.indexOf(LEFT_OUT)
    const told = gap < 0 ? printed : [...printed.slice(0, gap), LEFT_OUT, ...printed.slice(gap + 1 - expected.length)]
    expect(told).toEqual(expected)
  })
})

/** What a reader of the guides has at hand. */
const layIn = (folder: string): void => {
  for (const file of globSync("*", { cwd: join(guides, "samples") }))
    symlinkSync(join(guides, "samples", file), join(folder, file))
  for (const side of ["results", "bills"]) symlinkSync(join(root, "samples", "month", side), join(folder, side))
}

/** A line alone is run here, a pipe by a shell. */
const outputOf = async (line: string, folder: string, language: (typeof languages)[number]): Promise<string> => {
  if (!line.includes("|")) return (await runHere(line.split(" ").slice(1), language, { folder })).out
  writeFileSync(join(folder, "faceid-tally"), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`)
  chmodSync(join(folder, "faceid-tally"), 0o755)
  const env = { PATH: `${folder}:${process.env["PATH"]}`, FACEID_TALLY_LANG: language }
  return execFileSync("bash", ["-c", line], { cwd: folder, env, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
}
