// A process ends however busy V8's threads are: here they compile two hundred functions while the heap is at its limit.
import { spawn } from "node:child_process"
import { once } from "node:events"

import { expect, it } from "vitest"

const ending = JSON.stringify(new URL("./ending.ts", import.meta.url).href)
const RUNS = process.env["FACEID_TALLY_SOAK"] === "1" ? 50 : 3
const DEADLINE_MS = 30_000

/** With a bare `process.exit()` at the end, half of these never come back. */
const busy = `
  const { endNow, endWhenDone } = await import(${ending})
  const hot = Array.from({ length: 200 }, (_, k) => new Function("a", "b",
    \`let s = \${k}; for (let i = 0; i < 60; i++) { s = (s * 31 + a[i % a.length] + b) | 0 } return { s, t: [s, b] }\`))
  let sum = 0
  const round = (n) => { for (let j = 0; j < n; j++) for (const f of hot) sum += f([1, 2, 3, 4], j).s }
  round(60)
  globalThis.kept = Array.from({ length: 60 }, () => new Uint8Array(4 << 20))
  round(3)
`

/** The exit code of a program, or `hung`. */
const run = async (program: string): Promise<number | "hung"> => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" })
  const closed = once(child, "close")
  const timer = setTimeout(() => child.kill("SIGKILL"), DEADLINE_MS)
  const [code] = (await closed) as [number | null]
  clearTimeout(timer)
  return code ?? "hung"
}

it.each([
  ["when it is done", `${busy}; endWhenDone(2)`, 2],
  ["at once", `${busy}; setInterval(() => {}, 1000); endNow(130)`, 130],
  ["though something was left open", "(await import(ENDING)).endWhenDone(0); setInterval(() => {}, 1000)", 0],
] as const)(
  "a process ends %s, with its exit code",
  async (_title, program, code) => {
    for (let n = 0; n < RUNS; n++) expect(await run(program.replace("ENDING", ending))).toBe(code)
  },
  RUNS * DEADLINE_MS,
)
