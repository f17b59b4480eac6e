// The site is built of the pages as they are: none is missing, every link leads somewhere, and there is more to read than menu.
import { execFileSync } from "node:child_process"
import { existsSync, globSync, readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"

import { beforeAll, describe, expect, it } from "vitest"

const docs = join(dirname(import.meta.dirname), "docs")
const site = join(docs, "site", "dist")
const sources = globSync(["{guides,reference}/*/*.md", "runbook/*.md", "*.md"], { cwd: docs })

beforeAll(() => {
  rmSync(site, { recursive: true, force: true })
  execFileSync("pnpm", ["run", "docs"], { cwd: dirname(docs), stdio: "ignore" })
})

const htmlOf = (file: string): string => readFileSync(join(site, file), "utf8")
const wordsIn = (html: string): number => html.replaceAll(/<[^>]*>/g, "").replaceAll(/\s/g, "").length

it("every page is there, and no other", () => {
  const pages = globSync("**/*.html", { cwd: site }).toSorted()
  expect(pages).toEqual([...sources.map((file) => file.replace(/md$/, "html")), "index.html"].toSorted())
})

describe.each(sources.map((file) => file.replace(/md$/, "html")))("%s", (file) => {
  const partOf = (name: string) => new RegExp(`<${name}[ >][^]*</${name}>`).exec(htmlOf(file))?.[0] ?? ""

  it("is longer than its menu, and stands in it", () => {
    expect(wordsIn(partOf("main"))).toBeGreaterThan(wordsIn(partOf("nav")))
    // What is there in English only stands in the Chinese menu where a guide leads to it.
    expect(partOf("nav").match(/aria-current="page"/g)).toHaveLength(1)
    expect(partOf("title")).toMatch(/<title>.+ · faceid-tally/)
  })

  it("leads somewhere with every link", () => {
    const broken = [...htmlOf(file).matchAll(/(?:href|src)="([^"]*)"/g)].flatMap(([, link = ""]) => {
      if (/^[a-z]+:/.test(link)) return []
      const [path = "", anchor] = link.split("#")
      const target = path === "" ? file : join(dirname(file), path)
      if (!existsSync(join(site, target))) return [link]
      return anchor === undefined || htmlOf(target).includes(` id="${decodeURIComponent(anchor)}"`) ? [] : [link]
    })
    expect(broken).toEqual([])
  })
})
