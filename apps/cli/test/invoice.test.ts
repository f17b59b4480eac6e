// An invoice is of one account: where there are several it must be said of which.
import { writeFileSync } from "node:fs"

import { afterAll, expect, it } from "vitest"

import { languages, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const place = temporaryFolder()
afterAll(() => place[Symbol.dispose]())

it.each(languages)("an invoice without its account is refused in %s where there are several", async (language) => {
  writeFileSync(`${place.path}/faceid-tally.json`, JSON.stringify({ accounts: { default: {}, branch: {} } }))
  await runHere(["register", "a", "--rule", "1"], language, { folder: place.path })
  const ran = await runHere(["statement", "2026-10", "--invoice", "1"], language, { folder: place.path })
  expect(ran.code).toBe(2)
  expect(ran.err).toMatch(/--invoice .*--account/)
})
