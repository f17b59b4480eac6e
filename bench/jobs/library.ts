// What the plain entry of the library costs a program that counts one answer, beside a bundle of the same code and beside the
// loop of the provider's documentation: it is what a serverless function pays at each cold start.
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { gzipSync } from "node:zlib"
import type { Contender } from "../Contender.ts"
import type { Job, Setting } from "../Job.ts"
import type { Children } from "../prepareChildren.ts"
import { bareNode, flatAnswer } from "./contenders.ts"

const root = join(import.meta.dirname, "..", "..")
const sample = join(root, "samples", "provider", "detect-info-1.json")
const BUNDLE = "its own bundle"

export const library = (_setting: Setting, { libraryTally, libraryLoop }: Children): Job => {
  const bundle = libraryTally.replace(/\.mjs$/, ".bundle.mjs")
  const rolldown = join(root, "node_modules", ".bin", "rolldown")
  execFileSync(rolldown, [libraryTally, "--file", bundle, "--platform", "node", "--minify"], { stdio: "ignore" })
  const gzipped = (gzipSync(readFileSync(bundle)).byteLength / 1000).toFixed(1)
  return {
    id: "library",
    title: `\`import { tally }\` and count one answer; bundled ${gzipped} KB, gzipped`,
    ours: counting("@faceid-tally/core", libraryTally),
    peers: [counting("the provider's loop in Node", libraryLoop)],
    limits: [counting(BUNDLE, bundle), bareNode],
    expected: { charges: 1 },
    goals: [{ kind: "times-the-time", of: BUNDLE, max: 1.5 }],
    roundsFactor: 5,
  }
}

const counting = (name: string, program: string): Contender => ({
  name,
  command: process.execPath,
  args: [program, sample],
  answer: flatAnswer,
})
