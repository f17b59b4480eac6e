/** The pages of the guides that show a program show the file that is run: `<!-- snippet: go/chargelog.go -->` stands before it. */
import { globSync, readFileSync } from "node:fs"
import { extname, join } from "node:path"

const root = join(import.meta.dirname, "..", "..", "..")
const guides = join(root, "docs", "guides")

const fences: Readonly<Record<string, string>> = { ".mjs": "js", ".py": "python", ".cs": "csharp" }

const MARK = /^<!-- snippet: (\S+) -->\n(?:\n```\w+\n[^]*?\n```\n)?/gm

/** Each page with a snippet, by its path from the root, with the snippets as their files are. */
export const pagesWithSnippets = (): ReadonlyMap<string, string> =>
  new Map(
    globSync("*/*.md", { cwd: guides })
      .map((file) => [`docs/guides/${file}`, readFileSync(join(guides, file), "utf8")] as const)
      .filter(([, text]) => text.includes("<!-- snippet: "))
      .map(([file, text]) => [file, text.replaceAll(MARK, (_, snippet: string) => shown(snippet))]),
  )

const shown = (snippet: string): string => {
  const ending = extname(snippet)
  const code = readFileSync(join(guides, "snippets", snippet), "utf8").trimEnd()
  return `<!-- snippet: ${snippet} -->\n\n\`\`\`${fences[ending] ?? ending.slice(1)}\n${code}\n\`\`\`\n`
}
