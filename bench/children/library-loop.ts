// One answer by the loop of the provider's documentation: node library-loop.mjs FILE.
import { readFileSync } from "node:fs"
import process from "node:process"

interface Answer {
  readonly Response: {
    readonly Text: { readonly LivenessDetail: ReadonlyArray<{ readonly IsNeedCharge: boolean | null }> }
  }
}

const { Response } = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Answer
let charges = 0
for (const detail of Response.Text.LivenessDetail) if (detail.IsNeedCharge === true) charges++
console.log(JSON.stringify({ charges }))
