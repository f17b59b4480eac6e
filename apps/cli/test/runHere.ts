/** Runs one command line in this process, on the sources, with its output kept. */
import { Writable } from "node:stream"

import type { Language } from "@faceid-tally/report"

import { cliTextOf } from "../src/CliText.ts"
import { Output } from "../src/Output.ts"
import { runCommandLine } from "../src/program.ts"
import type { Ran } from "./program.ts"

export const runHere = async (args: ReadonlyArray<string>, language: Language = "en"): Promise<Ran> => {
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
    { text: cliTextOf(language), tell: (line) => void told.push(line), output: new Output(stream, () => undefined) },
    language,
  )
  return { code, out: Buffer.concat(written).toString(), err: told.join("\n") }
}
