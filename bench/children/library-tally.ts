// One answer by the plain entry of the library: node library-tally.mjs FILE.
import { readFileSync } from "node:fs"
import process from "node:process"
import { tally } from "@faceid-tally/core"

const { charges } = tally(JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")))
console.log(JSON.stringify({ charges }))
