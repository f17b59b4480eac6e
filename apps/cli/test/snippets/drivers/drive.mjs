// Each three arguments are a BizToken, its RuleId and a file with its answer: prints their lines, then registers the first.
import { readFileSync } from "node:fs"

import { chargeLine, register } from "./chargeLog.mjs"

// The SDK reads it: what is no JSON never comes to the snippet.
const read = (file) => {
  const text = readFileSync(file, "utf8")
  return text.startsWith("no JSON") ? {} : JSON.parse(text)
}

const asked = process.argv.slice(2)
for (let i = 0; i < asked.length; i += 3) {
  try {
    console.log(chargeLine(asked[i], asked[i + 1], read(asked[i + 2])))
  } catch (error) {
    console.log(`refused ${String(error).replaceAll("\n", " ")}`)
  }
}
console.log(`registered ${await register(asked[0], asked[1])}`)
