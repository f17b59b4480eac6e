// `npm test`: every check there is, one after the other. The last line counts them all: `N passed, N failed`,
// where each test is one, and each other check is one.
import { spawnSync } from "node:child_process"
import { readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import process from "node:process"

const root = dirname(import.meta.dirname)
let passed = 0
let failed = 0

check("types", "pnpm", "typecheck")
check("lint", "pnpm", "lint")
check("format", "pnpm", "format:check")
check("build", "pnpm", "build")
runTests()

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** What a check prints is shown only when it fails. */
function check(name: string, command: string, ...args: Array<string>): void {
  const { seconds, status, output } = run("pipe", command, args)
  if (status === 0) passed += 1
  else failed += 1
  console.log(`${status === 0 ? "passed" : "FAILED"}  ${name} (${seconds} s)`)
  if (status !== 0) console.log(output)
}

function runTests(): void {
  const file = join(root, "node_modules", ".cache", "vitest-report.json")
  rmSync(file, { force: true })
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`]
  const { seconds, status } = run("inherit", "vitest", ["run", ...reporters, ...process.argv.slice(2)])
  const { numPassedTests, numFailedTests, testResults } = readReport(file)
  const unloadable = testResults.filter((tests) => tests.status === "failed" && tests.assertionResults.length === 0)
  const failures = numFailedTests + unloadable.length
  // An error outside of every test fails the run without failing a test; and a run without tests has proved nothing.
  const isRunGood = status === 0 && numPassedTests > 0
  passed += numPassedTests
  failed += isRunGood ? failures : Math.max(1, failures)
  console.log(`${isRunGood ? "passed" : "FAILED"}  tests (${seconds} s)`)
}

interface TestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: ReadonlyArray<{ readonly status: string; readonly assertionResults: ReadonlyArray<unknown> }>
}

function readReport(file: string): TestReport {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as TestReport
  } catch {
    return { numPassedTests: 0, numFailedTests: 0, testResults: [] }
  }
}

function run(stdio: "inherit" | "pipe", command: string, args: Array<string>) {
  const started = performance.now()
  const result = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
    shell: process.platform === "win32",
    stdio: ["ignore", stdio, stdio],
  })
  const output = `${result.stdout ?? ""}${result.stderr ?? ""}${result.error?.message ?? ""}`
  return { seconds: ((performance.now() - started) / 1000).toFixed(1), status: result.status, output }
}
