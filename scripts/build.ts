// `pnpm build`: types and JavaScript of all packages, the scanner, and the bundle of the command line. Nothing here asks
// git: it works in an archive as in a checkout. A build of more than two seconds says what it is doing.
import { globSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import process from "node:process"

import { run } from "./run.ts"

const root = dirname(import.meta.dirname)
const files = join(root, "packages", "files")
const cli = join(root, "apps", "cli")

interface Step {
  readonly name: string
  readonly cwd: string
  readonly command: string
  readonly args: ReadonlyArray<string>
  /** A listing of all that was written is no news. */
  readonly isChatty?: boolean
  /** What it makes, and of what, where the command itself would make it again each time. */
  readonly makes?: { readonly output: string; readonly inputs: ReadonlyArray<string> }
}

const tool = (name: string) => join(root, "node_modules", ".bin", name)

const steps: ReadonlyArray<Step> = [
  {
    name: "types",
    cwd: root,
    command: tool("tsc"),
    args: ["-b", "tsconfig.build.json"],
  },
  {
    name: "scanner",
    cwd: files,
    command: "pnpm",
    args: ["--silent", "run", "wasm"],
    makes: { output: "dist/scanner.wasm", inputs: ["assembly/**", "src/rows/layout.ts", "package.json"] },
  },
  {
    name: "command line",
    cwd: cli,
    command: tool("rolldown"),
    args: ["--config", "rolldown.config.ts"],
    isChatty: true,
    makes: {
      output: "dist/faceid-tally.js",
      inputs: [
        "src/**",
        "*.ts",
        "package.json",
        "../*/src/**",
        "../../packages/*/src/**",
        "../../packages/files/dist/scanner.wasm",
        "../../pnpm-lock.yaml",
      ],
    },
  },
]

const SAYS_AFTER_MS = 2000
const started = performance.now()
let current = ""
let isTold = false
const told = setTimeout(() => {
  isTold = true
  say(current)
}, SAYS_AFTER_MS)

for (const [index, step] of steps.entries()) {
  if (isFresh(step)) continue
  current = `building ${step.name} (${index + 1} of ${steps.length})`
  if (isTold) say(current)
  const code = await run(step.command, step.args, {
    cwd: step.cwd,
    stdio: ["ignore", step.isChatty === true ? "ignore" : 2, 2],
  })
  if (code !== 0) {
    say(`${step.name}: failed`)
    process.exit(code)
  }
}
clearTimeout(told)
if (isTold) say(`built in ${((performance.now() - started) / 1000).toFixed(0)} s`)

function say(text: string): void {
  console.error(`faceid-tally: ${text}`)
}

/** Whether nothing that it is made of is newer than what is there. */
function isFresh({ cwd, makes }: Step): boolean {
  if (makes === undefined) return false
  const made = statSync(join(cwd, makes.output), { throwIfNoEntry: false })
  if (made === undefined) return false
  const inputs = makes.inputs.flatMap((pattern) => globSync(pattern, { cwd }))
  return inputs.every(
    (input) => (statSync(join(cwd, input), { throwIfNoEntry: false })?.mtimeMs ?? Infinity) <= made.mtimeMs,
  )
}
