// `npm start`: builds, then reconciles the sample month that comes with the project.
import { spawnSync } from "node:child_process"
import { dirname } from "node:path"
import process from "node:process"

const root = dirname(import.meta.dirname)

const build = spawnSync("pnpm", ["build"], { cwd: root, encoding: "utf8", shell: process.platform === "win32" })
if (build.status !== 0) {
  console.error(build.stdout, build.stderr)
  process.exit(1)
}

const month = ["--results", "samples/month/results", "--bill", "samples/month/bills"]
const args = ["apps/cli/dist/faceid-tally.js", "reconcile", ...month, ...process.argv.slice(2)]
const report = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" })

// 1 says that the bill differs from the ledger: what the sample month is there to show.
process.exit(report.status === 1 ? 0 : (report.status ?? 1))
