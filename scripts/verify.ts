// `npm test`: every check there is, one after the other. The last line counts them all: `N passed, N failed`,
// where each test is one, and each other check is one.
import { readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import process from "node:process"

import { run } from "./run.ts"

const root = dirname(import.meta.dirname)
/** A check that prints nothing for so long is not seen to work. */
const SHOWN_AFTER_MS = 60_000
let passed = 0
let failed = 0

await check("types", "pnpm", "typecheck")
await check("lint", "pnpm", "lint")
await check("format", "pnpm", "format:check")
await check("build", "pnpm", "build")
await runTests()

console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** What a check prints is shown when it fails, and when it takes long: then it may hang. */
async function check(name: string, command: string, ...args: Array<string>): Promise<void> {
  const started = performance.now()
  let output = ""
  let isShown = false
  const long = setTimeout(() => {
    isShown = true
    process.stderr.write(output)
  }, SHOWN_AFTER_MS)
  const status = await run(command, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    onOutput: (text) => {
      output += text
      if (isShown) process.stderr.write(text)
    },
  })
  clearTimeout(long)
  if (status === 0) passed += 1
  else failed += 1
  console.log(`${status === 0 ? "passed" : "FAILED"}  ${name} (${secondsSince(started)} s)`)
  if (status !== 0 && !isShown) console.log(output)
}

async function runTests(): Promise<void> {
  const file = join(root, "node_modules", ".cache", "vitest-report.json")
  rmSync(file, { force: true })
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`]
  const started = performance.now()
  const status = await run("vitest", ["run", ...reporters, ...process.argv.slice(2)], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  })
  const { numPassedTests, numFailedTests, testResults } = readReport(file)
  const unloadable = testResults.filter((tests) => tests.status === "failed" && tests.assertionResults.length === 0)
  const failures = numFailedTests + unloadable.length
  // An error outside of every test fails the run without failing a test; and a run without tests has proved nothing.
  const isRunGood = status === 0 && numPassedTests > 0
  passed += numPassedTests
  failed += isRunGood ? failures : Math.max(1, failures)
  console.log(`${isRunGood ? "passed" : "FAILED"}  tests (${secondsSince(started)} s)`)
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

function secondsSince(started: number): string {
  return ((performance.now() - started) / 1000).toFixed(1)
}
