// Runs commands for the scripts beside it: what a command prints is passed on as it comes, and who ends the script ends
// the command.
import { spawn, type StdioOptions } from "node:child_process"
import { constants } from "node:os"
import process from "node:process"

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const

interface Options {
  readonly cwd: string
  readonly stdio?: StdioOptions
  /** Called with what a piped command prints. */
  readonly onOutput?: (text: string) => void
}

/** The exit code of a command; 127 where there is no such command. */
export const run = (
  command: string,
  args: ReadonlyArray<string>,
  { cwd, stdio = "inherit", onOutput }: Options,
): Promise<number> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd, stdio, shell: process.platform === "win32" })
    const stop = signals.map((signal) => {
      const pass = () => child.kill(signal)
      process.on(signal, pass)
      return () => process.off(signal, pass)
    })
    const end = (code: number) => {
      for (const off of stop) off()
      resolve(code)
    }
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => onOutput?.(text))
    }
    child.on("error", (error) => {
      onOutput?.(error.message)
      end(127)
    })
    child.on("close", (code, signal) => end(code ?? 128 + constants.signals[signal ?? "SIGTERM"]))
  })
