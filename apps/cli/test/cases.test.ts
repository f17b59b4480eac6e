/**
 * Inputs as real exports, logs and slips of the hand make them: each folder of `cases` holds the files, and in `case.json`
 * the rule, the command lines, and what they must and must not say. They run in this process, on the sources.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"

import * as Schema from "effect/Schema"
import { afterEach, describe, expect, it } from "vitest"

import { temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const Texts = Schema.optional(Schema.Array(Schema.String))
const Case = Schema.Struct({
  rule: Schema.String,
  /** Empty folders, which no repository keeps. */
  folders: Texts,
  steps: Schema.Array(
    Schema.Struct({
      /** `{head}` is the seal that the step before has printed, `{head:40}` its first 40 digits. */
      args: Schema.Array(Schema.String),
      code: Schema.optional(Schema.Number),
      out: Texts,
      err: Texts,
      never: Texts,
      /** A file that is there afterwards, and how it begins. */
      file: Texts,
      /** Files that must be what they were. */
      kept: Texts,
      /** Target and name of a symbolic link that is made first. */
      link: Texts,
    }),
  ),
})
const decodeCase = Schema.decodeUnknownSync(Schema.fromJsonString(Case))

const folder = join(import.meta.dirname, "cases")
const here = process.cwd()

afterEach(() => {
  process.chdir(here)
  process.exitCode = 0
})

describe("real inputs", () => {
  it.each(readdirSync(folder))("%s", async (name) => {
    using place = temporaryFolder()
    const { steps, folders = [] } = decodeCase(readFileSync(join(folder, name, "case.json"), "utf8"))
    cpSync(join(folder, name), place.path, { recursive: true, filter: (path) => !path.endsWith("case.json") })
    for (const empty of folders) mkdirSync(join(place.path, empty))
    process.chdir(place.path)
    let head = ""
    for (const { args, code, out = [], err = [], never = [], file, kept = [], link } of steps) {
      if (link !== undefined) symlinkSync(link[0] ?? "", link[1] ?? "")
      const before = kept.map((path) => readFileSync(path))
      const ran = await runHere(args.map((arg) => withHead(arg, head)))
      const all = `${ran.out}\n--- standard error\n${ran.err}`
      // What was said stands beside the code, so that a failure shows it.
      expect({ code: ran.code, all }).toEqual({ code: code ?? ran.code, all })
      for (const text of out) expect(ran.out).toContain(text)
      for (const text of err) expect(ran.err).toContain(text)
      for (const text of [...never, "defect of faceid-tally"]) expect(all).not.toContain(text)
      for (const [path = "", start = ""] of file === undefined ? [] : [file]) expect(startOf(path, start)).toBe(start)
      expect(kept.map((path) => readFileSync(path))).toEqual(before)
      head = /\b[0-9a-f]{64}\b/.exec(ran.out)?.[0] ?? head
    }
  })
})

const startOf = (path: string, text: string): string => readFileSync(path).toString("latin1").slice(0, text.length)

const withHead = (arg: string, head: string): string =>
  arg.replace(/\{head(?::(\d+))?\}/, (_, length?: string) =>
    head.slice(0, length === undefined ? undefined : Number(length)),
  )
