// `npm start`: builds, then plays a month on a simulated provider and says what it costs.
import { dirname } from "node:path"
import process from "node:process"

import { run } from "./run.ts"

const root = dirname(import.meta.dirname)

const built = await run(process.execPath, ["scripts/build.ts"], { cwd: root, stdio: ["ignore", 2, 2] })
process.exit(
  built === 0 ? await run(process.execPath, ["apps/cli/demo/main.ts", ...process.argv.slice(2)], { cwd: root }) : built,
)
