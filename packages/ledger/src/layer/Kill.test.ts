// Storing the same archive again after kill -9 leaves what storing it once leaves, wherever the kill hits.
import { afterAll, beforeAll, describe, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import type { Death } from "../../test/dying.ts"
import { survivesDeaths } from "../../test/killing.ts"

const deaths: ReadonlyArray<Death> = [
  // Inside of a transaction, between two commits, and in a seal.
  { when: "after", at: "INSERT INTO observation", nth: 2 },
  { when: "after", at: "COMMIT", nth: 4 },
  { when: "after", at: "INSERT INTO seal", nth: 2 },
]

describe.each(databases)("kill -9 on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("loses nothing and stores nothing twice", () => survivesDeaths(all, 250, deaths), 240_000)
})
