// Storing the same archive again after kill -9 at any instant leaves what storing it once leaves.
import { afterAll, beforeAll, describe, it } from "vitest"

import { type Databases, databases } from "../test/databases.ts"
import { survivesKills } from "../test/killing.ts"

describe.each(databases)("kill -9 on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("loses nothing and stores nothing twice", () => survivesKills(all, 50), 1_800_000)
})
