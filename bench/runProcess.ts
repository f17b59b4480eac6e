// Runs one command to its end and says how long the whole process took.
import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import type { Contender } from "./Contender.ts"

/** Returns seconds of wall time, and the output. */
export const runProcess = (
  { name, command, args, exitCodes = [0], answer }: Contender,
  more: { readonly firstArgs?: ReadonlyArray<string>; readonly env?: Readonly<Record<string, string>> } = {},
): { readonly seconds: number; readonly stdout: string } => {
  const started = performance.now()
  const child = spawnSync(command, [...(more.firstArgs ?? []), ...args], {
    encoding: "utf8",
    // Whatever the shell of the person at the keyboard sets for Node concerns the bench, not those who race in it.
    env: { ...process.env, NODE_OPTIONS: undefined, NODE_V8_COVERAGE: undefined, ...more.env },
    // What a limit writes is not looked at, and need not come through a pipe.
    stdio: ["ignore", answer === undefined ? "ignore" : "pipe", "pipe"],
    maxBuffer: 2 ** 28,
  })
  const seconds = (performance.now() - started) / 1000
  if (child.error !== undefined) throw child.error
  if (child.status === null || !exitCodes.includes(child.status)) {
    throw new Error(`${name} ended with ${child.status ?? child.signal}: ${child.stderr.slice(0, 2000)}`)
  }
  return { seconds, stdout: child.stdout ?? "" }
}

/** As `runProcess`, for a Node program: its peak memory in bytes as well. It costs some start-up time, so its time is not used. */
export const runForPeak = (
  contender: Contender,
  reportPeak: string,
): { readonly peakBytes: number; readonly stdout: string } => {
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-bench-"))
  try {
    const target = join(folder, "peak")
    const { stdout } = runProcess(contender, {
      firstArgs: ["--import", reportPeak],
      env: { FACEID_TALLY_BENCH_PEAK: target },
    })
    return { peakBytes: Number(readFileSync(target, "utf8")) * 1024, stdout }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
