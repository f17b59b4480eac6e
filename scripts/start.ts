// `npm start`: builds, then plays a month on a simulated provider and reconciles it.
import { spawnSync } from "node:child_process"
import { dirname } from "node:path"
import process from "node:process"

const root = dirname(import.meta.dirname)

const build = spawnSync("pnpm", ["build"], { cwd: root, encoding: "utf8", shell: process.platform === "win32" })
if (build.status !== 0) {
  console.error(build.stdout, build.stderr)
  process.exit(1)
}

const args = ["apps/cli/demo/main.ts", ...process.argv.slice(2)]
const demo = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" })
process.exit(demo.status ?? 1)
