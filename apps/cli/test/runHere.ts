/**
 * Runs one command line in this process, on the sources, with its output kept: what the program prints and how it ends, but
 * not how a process starts and stops. Folder and environment are the process's, so one command runs after the other.
 */
import { Writable } from "node:stream"

import { languageFor } from "../src/commandLine/languageFor.ts"
import { Output } from "../src/session/Output.ts"
import { runCommandLine } from "../src/program.ts"
import type { Ran } from "./program.ts"

export interface Surroundings {
  readonly env?: Readonly<Record<string, string>>
  readonly folder?: string
}

export const runHere = (
  args: ReadonlyArray<string>,
  language?: "zh-CN" | "en",
  surroundings: Surroundings = {},
): Promise<Ran> => {
  const ran = before.then(() => within(surroundings, () => runNow(args, language)))
  before = ran.catch(() => undefined)
  return ran
}

let before: Promise<unknown> = Promise.resolve()

const runNow = async (
  args: ReadonlyArray<string>,
  language = languageFor(args, { LANG: "en_US.UTF-8", ...process.env }),
): Promise<Ran> => {
  const written: Array<Buffer> = []
  const told: Array<string> = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk)
      done()
    },
  })
  const code = await runCommandLine(
    args,
    {
      tell: (line) => void told.push(line),
      output: new Output(stream, () => undefined),
    },
    language,
  )
  return { code, out: Buffer.concat(written).toString(), err: told.join("\n") }
}

const within = async <A>({ env = {}, folder }: Surroundings, run: () => Promise<A>): Promise<A> => {
  const outside = { folder: process.cwd(), env: { ...process.env } }
  Object.assign(process.env, env)
  if (folder !== undefined) process.chdir(folder)
  try {
    return await run()
  } finally {
    process.chdir(outside.folder)
    for (const name of Object.keys(env)) {
      if (outside.env[name] === undefined) delete process.env[name]
      else process.env[name] = outside.env[name]
    }
  }
}
