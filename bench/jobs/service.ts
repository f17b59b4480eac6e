// A program that listens, started for a bench and ended after it.
import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import process from "node:process"

const program = join(import.meta.dirname, "..", "..", "apps", "http", "dist", "faceid-tally-http.js")

export interface Running {
  readonly child: ChildProcess
  readonly url: string
  readonly stop: () => Promise<void>
}

export const start = async (args: ReadonlyArray<string>): Promise<Running> => {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once("data", (chunk) => resolve(String(chunk)))
    child.once("exit", () => reject(new Error("the service does not start: run `pnpm build` first")))
  })
  const stop = async () => {
    const ended = new Promise((resolve) => child.once("exit", resolve))
    child.kill("SIGTERM")
    await ended
  }
  return { child, url: /http:\/\/[\d.:]+/.exec(line)?.[0] ?? "", stop }
}

/** The HTTP service over an SQLite file, with the settings of a file. */
export const startService = (file: string, config?: string): Promise<Running> =>
  start([program, "--port", "0", "--ledger", `sqlite:${file}`, ...(config === undefined ? [] : ["--config", config])])
