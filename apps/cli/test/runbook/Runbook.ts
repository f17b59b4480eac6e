/** The commands of the runbooks as they stand there: in blocks, and within sentences. */
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { languages, root } from "../program.ts"

const textOf = (language: string): string => readFileSync(join(root, `docs/runbook/${language}.md`), "utf8")

export interface Runbook {
  readonly language: (typeof languages)[number]
  /** Blocks for a shell, without comments, in their order. */
  readonly shell: ReadonlyArray<string>
  /** Blocks for PostgreSQL. */
  readonly sql: ReadonlyArray<string>
  /** Commands that stand in sentences, each once, in their order. */
  readonly commands: ReadonlyArray<string>
  /** Statements for PostgreSQL that stand in sentences. */
  readonly statements: ReadonlyArray<string>
}

const runbookOf = (language: Runbook["language"]): Runbook => {
  const text = textOf(language)
  const blocks = (kind: string, comment: RegExp) =>
    [...text.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) =>
      block.replaceAll(comment, ""),
    )
  const within = (begin: RegExp) => [
    ...new Set([...text.matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code).filter((code) => begin.test(code))),
  ]
  return {
    language,
    shell: blocks("sh", /\s+#.*$/gm),
    sql: blocks("sql", /\s+--.*$/gm),
    commands: within(/^(faceid-tally|docker|kubectl|systemctl|npm|psql|pg_\w+|curl) /),
    statements: within(/^(CREATE|GRANT|ALTER) .* /),
  }
}

export const runbooks: ReadonlyArray<Runbook> = languages.map(runbookOf)

/** What is no part of a test run, and why; everything else is played. */
export const notPlayed: ReadonlyMap<string, string> = new Map([
  [
    "npm install --global faceid-tally",
    "asks a registry; the package that it would get is installed by install.test.ts",
  ],
  [
    "docker compose exec faceid-tally node /app/dist/faceid-tally.js",
    "needs a container; the commands of its image are run by deploy/test",
  ],
])
