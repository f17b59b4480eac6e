// Loaded ahead of a measured Node program (`node --import`): as the last thing that the process does, it writes down
// the peak of its memory as the system counted it. Linux: VmHWM, which, unlike ru_maxrss, starts anew with each exec;
// elsewhere ru_maxrss.
import { readFileSync, writeFileSync } from "node:fs"
import process from "node:process"
import { isMainThread } from "node:worker_threads"

const target = process.env["FACEID_TALLY_BENCH_PEAK"]
if (isMainThread && target !== undefined) {
  process.on("exit", () => writeFileSync(target, String(peakKib())))
}

function peakKib(): number {
  try {
    const match = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))
    if (match !== null) return Number(match[1])
  } catch {
    // No /proc: another system than Linux.
  }
  return process.resourceUsage().maxRSS
}
