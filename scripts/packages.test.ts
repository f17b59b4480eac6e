// What users get: each published package is packed, the tarballs are checked, installed together into an empty folder
// and used from plain JavaScript, from TypeScript and from the command line. What is packed is what `pnpm build` made last.
import { execFileSync } from "node:child_process"
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import process from "node:process"

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest"

import { isSoak } from "../packages/core/test/runs.ts"

// Each step starts a tool of its own, beside the other tests on the same cores.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 })

interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly files: ReadonlyArray<string>
  readonly engines?: { readonly node?: string }
}
const readManifest = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Manifest

const root = dirname(import.meta.dirname)
const manifests = globSync("{packages,apps}/*/package.json", { cwd: root }).map((file) =>
  readManifest(join(root, file)),
)
const published = manifests.filter((manifest) => manifest.private !== true)
const libraries = published.map(({ name }) => name).filter((name) => name.startsWith("@"))

const place = mkdtempSync(join(tmpdir(), "faceid-tally-packed-"))
const user = join(place, "user")
const tarball = ({ name, version }: Manifest) =>
  join(place, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`)

function run(cwd: string, command: string, ...args: Array<string>): string {
  try {
    return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout?: string; readonly stderr?: string }
    throw new Error(`${command} ${args.join(" ")}\n${stdout ?? ""}${stderr ?? ""}`, { cause: error })
  }
}
const tool = (name: string) => join(root, "node_modules", ".bin", name)

beforeAll(() => {
  run(root, "pnpm", ...published.flatMap(({ name }) => ["--filter", name]), "pack", "--pack-destination", place)
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

describe.each(published)("the tarball of $name", (manifest) => {
  it("holds what was built, and no sources or tests", () => {
    const files = run(place, "tar", "-tzf", tarball(manifest)).trim().split("\n")
    const beside = ["LICENSE", "README.md", "CHANGELOG.md", "package.json"]
    const folders = manifest.files.filter((folder) => !folder.startsWith("!"))
    const isMeant = (file: string) =>
      beside.some((name) => file === `package/${name}`) ||
      folders.some((folder) => file === `package/${folder}` || file.startsWith(`package/${folder}/`))
    const others = files.filter((file) => !isMeant(file))
    expect(others).toEqual([])
    expect(files.filter((file) => /\.(test|soak)\.|(?<!\.d)\.ts$|tsbuildinfo/.test(file))).toEqual([])
    expect(files).toContain("package/LICENSE")
    expect(files.some((file) => file.startsWith("package/dist/"))).toBe(true)
  })

  it("pleases publint", () => {
    run(place, tool("publint"), "run", tarball(manifest), "--strict")
  })

  // The front door each time; the others, which are built the same way, in the long run.
  it.runIf(isSoak || manifest.name === "@faceid-tally/core")("has the right types (attw)", () => {
    run(place, tool("attw"), tarball(manifest), "--profile", "esm-only", "--no-color")
  })
})

describe("the tarballs, installed into an empty folder", () => {
  beforeAll(() => {
    mkdirSync(user)
    // The packages name one another by versions that are not published yet: all of them come from here.
    const here = Object.fromEntries(published.map((manifest) => [manifest.name, `file:${tarball(manifest)}`]))
    const overrides = { ...here, "tencentcloud-sdk-nodejs-faceid": "npm:tencentcloud-sdk-nodejs@4.1.313" }
    const dependencies = { ...here, "@types/node": "24.19.2" }
    writeFileSync(join(user, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }))
    // JSON is YAML.
    writeFileSync(join(user, "pnpm-workspace.yaml"), JSON.stringify({ pmOnFail: "ignore", overrides }))
    run(user, "pnpm", "install", "--prefer-offline")
  })

  it("are used from plain JavaScript", () => {
    const imports = `await Promise.all(${JSON.stringify(libraries)}.map((name) => import(name)))`
    writeFileSync(join(user, "use.js"), `console.log((${imports}).map((library) => Object.keys(library).length > 0))`)
    expect(JSON.parse(run(user, process.execPath, "use.js"))).toEqual(libraries.map(() => true))
  })

  it("do what the README says", () => {
    const readme = readFileSync(join(user, "node_modules", "@faceid-tally", "core", "README.md"), "utf8")
    const [, example = ""] = /```js\n(.*?)```/s.exec(readme) ?? []
    writeFileSync(join(user, "readme.js"), example)
    const promised = [...example.matchAll(/^ *console\.log\(.*\) \/\/ (.*)$/gm)].map(([, output]) => output)
    expect(promised.length).toBeGreaterThan(0)
    expect(run(user, process.execPath, "readme.js").trim().split("\n")).toEqual(promised)
  })

  it("are used from TypeScript", () => {
    const script = `
      import { tally } from "@faceid-tally/core"
      ${libraries.map((name, index) => `import * as library${index} from "${name}"`).join("\n")}
      const { charges } = tally({ LivenessDetail: [{ Seq: "s-1", IsNeedCharge: true, Errcode: 0 }] })
      const exact: number = charges
      // @ts-expect-error the types are there: a count is no string
      const wrong: string = charges
      console.log(exact, wrong, ${libraries.map((_, index) => `library${index}`).join(", ")})
    `
    writeFileSync(join(user, "use.ts"), script)
    const options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2024", "--types", "node"]
    run(user, tool("tsc"), ...options, "--skipLibCheck", "use.ts")
  })

  it("are used from the command line", () => {
    const cli = join(user, "node_modules", ".bin", "faceid-tally")
    const version = published.find(({ name }) => name === "faceid-tally")?.version
    expect(run(user, cli, "--version").trim()).toBe(version)
    const result = { LivenessDetail: [{ Seq: "s-1", IsNeedCharge: true, Errcode: 0 }] }
    writeFileSync(join(user, "result.json"), JSON.stringify(result))
    const counted = JSON.parse(run(user, cli, "count", "--output", "json", "result.json")) as { charges: number }
    expect(counted.charges).toBe(1)
  })

  const { engines } = readManifest(join(root, "package.json"))
  const oldest = `${/\d+\.\d+/.exec(engines?.node ?? "")?.[0]}.0`
  const pinned = readFileSync(join(root, ".node-version"), "utf8").trim()
  // Each Node is downloaded, so this takes its time.
  it.runIf(isSoak).each([oldest, pinned])("run on Node %s", (version) => {
    const folder = join(place, `node-${version}`)
    mkdirSync(folder)
    // The package `node` fetches its program by a script of its own.
    writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, allowScripts: { node: true } }))
    run(folder, "npm", "install", "--no-audit", "--no-fund", "--prefer-offline", `node@${version}`)
    const node = join(folder, "node_modules", ".bin", "node")
    expect(run(user, node, "--version").trim()).toBe(`v${version}`)
    const program = join(user, "node_modules", "faceid-tally", "dist", "faceid-tally.js")
    const counted = JSON.parse(run(user, node, program, "count", "--output", "json", "result.json")) as object
    expect(counted).toMatchObject({ charges: 1 })
    // A ledger as well: SQLite is Node's own, and not the same in each.
    run(user, node, program, "import", "result.json", "--ledger", `sqlite:${folder}/books.db`)
    expect(run(user, node, program, "verify", "--ledger", `sqlite:${folder}/books.db`, "--lang", "en")).toMatch(
      /intact/,
    )
    expect(JSON.parse(run(user, node, "use.js"))).toEqual(libraries.map(() => true))
  })
})
