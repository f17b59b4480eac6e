// Each three arguments are a BizToken, its RuleId and a file with its answer: prints their lines, then registers the first.
import { readFileSync } from "node:fs"

import { chargeLine, register } from "./chargeLog.mjs"

const asked = process.argv.slice(2)
for (let i = 0; i < asked.length; i += 3) {
  try {
    console.log(chargeLine(asked[i], asked[i + 1], JSON.parse(readFileSync(asked[i + 2], "utf8"))))
  } catch {
    console.log("refused")
  }
}
console.log(`registered ${await register(asked[0], asked[1])}`)
