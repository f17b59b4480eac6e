/**
 * The reference in both languages, by its paths from the root of the repository: made from what the program itself is
 * made of. `pnpm reference` writes the files; a test compares them.
 */
import { languages } from "@faceid-tally/report"

import { codesPage } from "./codesPage.ts"
import { commandsPage } from "./commandsPage.ts"
import { manPage } from "./manPage.ts"
import { operationsPage } from "./operationsPage.ts"
import { reachPage } from "./reachPage.ts"
import { settingsPage } from "./settingsPage.ts"

const pages = {
  "commands.md": commandsPage,
  "http.md": operationsPage,
  "cli-and-http.md": reachPage,
  "settings.md": settingsPage,
  "codes.md": codesPage,
}

/** Where `man` looks for them, once the program is installed. */
const manuals = { en: "apps/cli/man/faceid-tally.1", "zh-CN": "apps/cli/man/zh_CN/faceid-tally.1" } as const

export const referenceFiles = (): ReadonlyMap<string, string> =>
  new Map(
    languages.flatMap((language) => [
      ...Object.entries(pages).map(([name, make]) => [`docs/reference/${language}/${name}`, make(language)] as const),
      [manuals[language], manPage(language)] as const,
    ]),
  )
