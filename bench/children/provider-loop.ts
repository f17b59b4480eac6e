// What the provider's documentation tells customers to write, in plain Node: node provider-loop.mjs FILE. Each line is
// parsed, and the charged attempts are counted, each Seq once.
import { createReadStream } from "node:fs"
import process from "node:process"
import { createInterface } from "node:readline"

interface DetectInfo {
  readonly Response: {
    readonly Text: {
      readonly LivenessDetail: ReadonlyArray<{ readonly Seq: string; readonly IsNeedCharge: boolean | null }>
    }
  }
}

const [file] = process.argv.slice(2)
const charged = new Set<string>()
const lines = createInterface({ input: createReadStream(file ?? "", { highWaterMark: 1 << 20 }) })
lines.on("line", (line) => {
  const { Response } = JSON.parse(line) as DetectInfo
  for (const { Seq, IsNeedCharge } of Response.Text.LivenessDetail) if (IsNeedCharge === true) charged.add(Seq)
})
lines.on("close", () => console.log(JSON.stringify({ charges: charged.size })))
