/** How the program ends when it is interrupted, when nobody reads on, and what it prints where. */
import { once } from "node:events"
import { createWriteStream, writeFileSync } from "node:fs"
import { join } from "node:path"
import { finished } from "node:stream/promises"

import { describe, expect, it } from "vitest"

import { run, start, temporaryFolder } from "./program.ts"

describe("streams", () => {
  it("Ctrl-C ends with 130, though there is more to read", async () => {
    const child = start(["count", "-"])
    // Rejected lines are told while standard input is still open: the program is at work.
    child.stdin.on("error", () => undefined)
    child.stdin.write(`{"LivenessDetail":[]}\n${'{"broken"\n'.repeat(100_000)}`)
    await once(child.stderr, "data")
    child.kill("SIGINT")
    expect(await once(child, "exit")).toEqual([130, null])
  })

  it("a closed pipe ends quietly", async () => {
    using folder = temporaryFolder()
    const file = join(folder.path, "many.ndjson")
    const entry = (n: number) => `{"BizToken":"T${n}","LivenessDetail":[{"Seq":"S${n}","IsNeedCharge":true}]}\n`
    writeFileSync(file, Array.from({ length: 50_000 }, (_, n) => entry(n)).join(""))
    const child = start(["count", file, "--by", "token", "--output", "ndjson"])
    let err = ""
    child.stderr.on("data", (chunk) => (err += chunk))
    await once(child.stdout, "data")
    child.stdout.destroy()
    expect(await once(child, "exit")).toEqual([0, null])
    expect(err).toBe("")
  })

  it("a slow reader gets all of it", async () => {
    using folder = temporaryFolder()
    const [results, bill] = [join(folder.path, "r.csv"), join(folder.path, "b.csv")]
    const rows = Array.from({ length: 30_000 }, (_, n) => `S${n},true,0`)
    writeFileSync(results, `Seq,IsNeedCharge,Errcode\n${rows.join("\n")}\n`)
    writeFileSync(bill, "Date,Seq,IsNeedCharge\n2026-10-01,other,true\n")
    const child = start(["reconcile", "--results", results, "--bill", bill, "--output", "csv"])
    let lines = 0
    for await (const chunk of child.stdout) {
      lines += String(chunk).split("\n").length - 1
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    expect(lines).toBe(30_002)
  })

  it("a file as output is whole", async () => {
    using folder = temporaryFolder()
    const out = createWriteStream(join(folder.path, "out.json"))
    const child = start(["count", "samples/month/results", "--by", "token", "--output", "json"])
    child.stdout.pipe(out)
    await finished(out)
    expect(child.stdout.readableEnded).toBe(true)
  })

  it("no colours and no bar where no terminal is", () => {
    const ran = run(["count", "samples/month/results"], { env: { TERM: "xterm-256color" } })
    expect(ran.out + ran.err).not.toContain("\u001B")
  })
})
