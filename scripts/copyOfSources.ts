/**
 * A copy of the sources of all packages and apps in a folder of its own, in which a test plants a change and sees what the
 * compiler says of it.
 */
import { spawnSync } from "node:child_process"
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import process from "node:process"

const root = dirname(import.meta.dirname)

export interface CopyOfSources extends Disposable {
  /** Puts `to` in the place of `from`, which must stand in the file. */
  readonly replace: (file: string, from: string, to: string) => void
  /** Keeps a file as it is beside itself, under another name. */
  readonly keep: (file: string, as: string) => void
  /** What the compiler says of each file in which it finds faults that the sources have not, by the names of the files. */
  readonly faults: () => ReadonlyMap<string, string>
}

export const copyOfSources = (): CopyOfSources => {
  const place = mkdtempSync(join(tmpdir(), "faceid-tally-copy-"))
  const isTest = (file: string) => /\.(test|soak)\.tsx?$/.test(file)
  for (const folder of globSync("{packages,apps}/*", { cwd: root })) {
    cpSync(join(root, folder, "src"), join(place, folder, "src"), { recursive: true, filter: (file) => !isTest(file) })
    cpSync(join(root, folder, "package.json"), join(place, folder, "package.json"))
    linkDependencies(folder, place)
  }
  symlinkSync(join(root, "node_modules"), join(place, "node_modules"), "junction")
  cpSync(join(root, "tsconfig.base.json"), join(place, "tsconfig.base.json"))
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify(project))
  // As one project some files lack the types of their own.
  const known = faultsIn(place)
  return {
    replace: (file, from, to) => {
      const text = readFileSync(join(place, file), "utf8")
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
      writeFileSync(join(place, file), text.replace(from, to))
    },
    keep: (file, as) => cpSync(join(place, file), join(place, as)),
    faults: () => new Map([...faultsIn(place)].filter(([file]) => !known.has(file))),
    [Symbol.dispose]: () => rmSync(place, { recursive: true, force: true }),
  }
}

const faultsIn = (place: string): ReadonlyMap<string, string> => {
  const args = [compiler, "-p", place, "--pretty", "false"]
  const { stdout } = spawnSync(process.execPath, args, { cwd: place, encoding: "utf8", maxBuffer: 2 ** 26 })
  const faults = new Map<string, string>()
  // A fault begins with its place; what it says more of it is indented.
  for (const fault of stdout.split(/\n(?=\S)/)) {
    const [, file] = /^(\S+?)\(\d+,\d+\): error/.exec(fault) ?? []
    if (file === undefined) continue
    const name = file.replaceAll("\\", "/")
    faults.set(name, `${faults.get(name) ?? ""}${fault}\n`)
  }
  return faults
}

/** All sources at once, each package found by its sources. */
const project = {
  extends: "./tsconfig.base.json",
  compilerOptions: {
    composite: false,
    noEmit: true,
    rootDir: ".",
    incremental: true,
    tsBuildInfoFile: ".tsbuildinfo",
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
    customConditions: ["source"],
    jsx: "react-jsx",
    jsxImportSource: "hono/jsx",
  },
  include: ["packages/*/src", "apps/*/src"],
}

const compiler = join(root, "node_modules", "typescript", "bin", "tsc")

/** What a package depends on: the others of the project as they are in the copy, all else as it is installed. */
function linkDependencies(folder: string, place: string): void {
  for (const name of globSync("node_modules/{[!.@]*,@*/*}", { cwd: join(root, folder) })) {
    const link = join(place, folder, name)
    const target = realpathSync(join(root, folder, name))
    const isOurs = !relative(root, target).includes("node_modules")
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(isOurs ? join(place, relative(root, target)) : target, link, "junction")
  }
}
