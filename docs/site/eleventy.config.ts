/**
 * The site: the pages of docs as they are, with a menu. Eleventy runs in docs; nothing in the pages is written for it, so they
 * read the same in the repository.
 */
import syntaxHighlight from "@11ty/eleventy-plugin-syntaxhighlight"
import anchors from "markdown-it-anchor"

import { hrefOnSite } from "./hrefOnSite.ts"
import { groupsOf, languageOf, otherLanguage, titleOf, wordsOf } from "./menu.ts"
import { slugOf } from "./slugOf.ts"

/** What this file uses of it; the package has no types. */
interface Eleventy {
  readonly addPlugin: (plugin: unknown) => void
  readonly addPassthroughCopy: (copied: Readonly<Record<string, string>>) => void
  readonly addFilter: (name: string, filter: (value: string, more: string) => unknown) => void
  readonly addGlobalData: (name: string, value: unknown) => void
  readonly amendLibrary: (name: "md", amend: (markdown: Markdown) => void) => void
  readonly ignores: { readonly add: (pattern: string) => void }
}

interface Token {
  readonly attrGet: (name: string) => string | null
  readonly attrSet: (name: string, value: string) => void
}

interface Markdown {
  readonly set: (options: { readonly html: boolean }) => void
  readonly use: (plugin: unknown, options: object) => void
  readonly core: { readonly ruler: { readonly push: (name: string, rule: (state: State) => void) => void } }
}

interface State {
  readonly env: { readonly page: { readonly filePathStem: string } }
  readonly tokens: ReadonlyArray<{ readonly children: ReadonlyArray<Token & { readonly type: string }> | null }>
}

export default function configure(eleventy: Eleventy) {
  eleventy.addPlugin(syntaxHighlight)
  eleventy.ignores.add("site/**")
  eleventy.ignores.add("decisions/**")
  eleventy.addPassthroughCopy({ "site/style.css": "style.css", "site/index.html": "index.html", images: "images" })

  eleventy.amendLibrary("md", (markdown) => {
    markdown.set({ html: true })
    markdown.use(anchors, { slugify: slugOf, tabIndex: false })
    markdown.core.ruler.push("links", ({ env, tokens }) => {
      for (const link of tokens.flatMap(({ children }) => children ?? [])) {
        const href = link.type === "link_open" ? link.attrGet("href") : null
        if (href !== null) link.attrSet("href", hrefOnSite(env.page.filePathStem, href))
      }
    })
  })

  eleventy.addFilter("language", (stem) => languageOf(stem))
  eleventy.addFilter("other", (stem) => otherLanguage(stem))
  eleventy.addFilter("groups", (stem) => groupsOf(languageOf(stem)))
  eleventy.addFilter("words", (stem) => wordsOf(languageOf(stem)))
  eleventy.addFilter("heading", (raw) => titleOf(raw))
  /** From a page to another one, so that the site can lie anywhere, on a disk as well. */
  eleventy.addFilter("to", (stem, target) => `${"../".repeat(stem.split("/").length - 2)}${target}`)

  eleventy.addGlobalData("layout", "page.njk")
  eleventy.addGlobalData("permalink", () => ({ page }: { readonly page: { readonly filePathStem: string } }) => {
    return `${page.filePathStem}.html`
  })

  return {
    dir: { input: ".", includes: "site/includes", data: "site/data", output: "site/dist" },
    templateFormats: ["md"],
    // What stands in braces is meant as it stands.
    markdownTemplateEngine: false,
  }
}
