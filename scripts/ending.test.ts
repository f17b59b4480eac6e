// Who ends a build ends what it started.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import process from "node:process"

import { expect, it } from "vitest"

const root = dirname(import.meta.dirname)

it("ending a build ends the compiler that it runs", async () => {
  const script = `import { run } from ${JSON.stringify(join(root, "scripts", "run.ts"))}
    const program = "console.log(process.pid); setInterval(() => {}, 1000)"
    process.exit(await run(process.execPath, ["-e", program], { cwd: ${JSON.stringify(tmpdir())} }))`
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: ["ignore", "pipe", "inherit"] })
  const [pid] = (await once(child.stdout, "data")) as [Buffer]
  child.kill("SIGTERM")
  // The pipe is closed when the last of its writers, the compiler, has ended.
  const [code] = await once(child, "close")
  expect(code).toBe(143)
  expect(() => process.kill(Number(pid.toString()), 0)).toThrow("ESRCH")
})
