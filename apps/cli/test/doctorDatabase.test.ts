// doctor looks at what a PostgreSQL offers, names what is missing, and never prints its password.
import { expect, it } from "vitest"

import { newDatabase } from "../../../packages/ledger/test/sharedPostgres.ts"
import { rowsOf } from "../../../packages/ledger/test/run.ts"
import { runHere } from "./runHere.ts"

const nowhere = ["--endpoint", "http://127.0.0.1:1"]

it("of a PostgreSQL it tells version and connections, and what is missing", async () => {
  const address = await newDatabase("empty")
  const { out } = await runHere(["doctor", "--ledger", `${address}?connections=4`, ...nowhere])
  expect(out).toMatch(/✓ {2}Database +PostgreSQL \d+\.\d+, up to 4 of \d+ connections for this process/)
  expect(out).not.toContain(":postgres@")
  await rowsOf(address, `ALTER DATABASE ${new URL(address).pathname.slice(1)} SET default_transaction_read_only = on`)
  const readOnly = await runHere(["doctor", "--json", "--ledger", address, ...nowhere], "zh-CN")
  const { checks } = JSON.parse(readOnly.out)
  expect(checks).toContainEqual({ name: "database", ok: false, checked: true, reason: "read_only" })
})
