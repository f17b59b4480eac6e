// Every link from one page to another leads somewhere, to the very heading.
import { existsSync, globSync, readFileSync, statSync } from "node:fs"
import { dirname, join, relative } from "node:path"

import { expect, it } from "vitest"

import { slugOf } from "../docs/site/slugOf.ts"

const root = dirname(import.meta.dirname)
const pages = globSync(["*.md", "{docs,deploy}/**/*.md", "{packages,apps}/*/README.md", "{bench,examples}/README.md"], {
  cwd: root,
  exclude: (name) => name === "node_modules",
})

const prose = (file: string): string => readFileSync(join(root, file), "utf8").replaceAll(/^```[^]*?^```$/gm, "")

/** As GitHub makes them, and so does the site. */
const anchorsOf = (file: string): ReadonlySet<string> => {
  const text = prose(file)
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) => slugOf(title))
  const ids = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id = ""]) => id)
  return new Set([...headings, ...ids])
}

it("every relative link and its anchor resolve", () => {
  const broken = pages.flatMap((file) =>
    [...prose(file).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
      if (/^[a-z]+:/.test(link)) return []
      const [path = "", anchor] = link.split("#")
      const target = path === "" ? file : join(dirname(file), decodeURI(path))
      if (!existsSync(join(root, target))) return [`${file}: ${link}`]
      const isPage = target.endsWith(".md") && statSync(join(root, target)).isFile()
      const isThere = anchor === undefined || !isPage || anchorsOf(target).has(decodeURIComponent(anchor))
      return isThere ? [] : [`${file}: ${link} (no heading in ${relative(".", target)})`]
    }),
  )
  expect(pages.length).toBeGreaterThan(40)
  expect(broken).toEqual([])
})
