/** Runs the built program as a user does: another process, with its own language and no colours. */
import { spawn, spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import process from "node:process"

export const root = dirname(dirname(dirname(import.meta.dirname)))
export const bin = join(root, "apps", "cli", "dist", "faceid-tally.js")

if (!existsSync(bin)) throw new Error("These tests run the built program: pnpm build")

export const languages = ["zh-CN", "en"] as const

export interface Ran {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const environment = (env: NodeJS.ProcessEnv) => ({
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  LANG: "en_US.UTF-8",
  ...env,
})

/** From the project's folder, so that examples find the samples. */
export const run = (
  args: ReadonlyArray<string>,
  { input = "", env = {} }: { input?: string; env?: NodeJS.ProcessEnv } = {},
): Ran => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    encoding: "utf8",
    env: environment(env),
    input,
    maxBuffer: 2 ** 28,
  })
  return { code: status, out: stdout, err: stderr }
}

/** The same, left running. */
export const start = (args: ReadonlyArray<string>) =>
  spawn(process.execPath, [bin, ...args], { cwd: root, env: environment({}) })

/** A folder that is gone when the test is over. */
export const temporaryFolder = (): { readonly path: string } & Disposable => {
  const path = mkdtempSync(join(tmpdir(), "faceid-tally-cli-"))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
