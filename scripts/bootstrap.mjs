// Runs a command with the pinned toolchain: `node scripts/bootstrap.mjs [--lean] <command> [args…]`.
// With `--lean` only that is installed of which the programs are built; what tests and benches need comes without it.
// It is all that a fresh machine needs, so it runs on Node 20 and imports nothing but Node. The Node at hand serves when
// it is new enough, else the pinned one is installed, once, beside the pinned pnpm, in node_modules/.toolchain.
import { spawn } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { constants } from "node:os"
import { delimiter, dirname, join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const toolchain = join(root, "node_modules", ".toolchain")
const shell = process.platform === "win32" // npm and pnpm are .cmd files there

const env = { ...process.env }
const isLean = process.argv[2] === "--lean"
await installToolchain()
await installWorkspace()
const [asked = "node", ...itsArgs] = process.argv.slice(isLean ? 3 : 2)
process.exit(await run(asked, itsArgs, { stdio: "inherit" }))

async function installToolchain() {
  const pins = { pnpm: readJson(join(root, "package.json")).packageManager.split("@")[1] }
  if (!isNodeAtHandEnough()) pins.node = readFileSync(join(root, ".node-version"), "utf8").trim()

  if (!Object.entries(pins).every(([name, version]) => isInstalled(name, version))) {
    const packages = Object.entries(pins).map(([name, version]) => `${name}@${version}`)
    say(`installing ${packages.join(" and ")} into node_modules/.toolchain (npm)`)
    rmSync(toolchain, { recursive: true, force: true })
    mkdirSync(toolchain, { recursive: true })
    // Newer npms run an install script only where it is allowed, and the package `node` fetches its program by one.
    writeFileSync(join(toolchain, "package.json"), JSON.stringify({ private: true, allowScripts: { node: true } }))
    const flags = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]
    await must("npm", ["install", "--prefix", toolchain, ...flags, ...packages])
  }

  const bins = [join(toolchain, "node_modules", ".bin"), join(root, "node_modules", ".bin")]
  env.PATH = [...bins, env.PATH].join(delimiter)
  env.DO_NOT_TRACK ??= "1"
}

// pnpm is asked only when the lockfile is another than the one installed last, or less of it was installed.
async function installWorkspace() {
  const digest = createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex")
  const stamp = join(toolchain, "lockfile.sha256")
  const last = readText(stamp)
  if (last === digest || (isLean && last === `${digest} lean`)) return
  say(`installing ${isLean ? "what the program is built of" : "everything, also what the tests need"} (pnpm)`)
  const started = Date.now()
  // The dependencies of the private packages, the root among them, are what builds; all that only tests is for development.
  const extent = isLean ? ["--prod"] : []
  const reporter = process.stderr.isTTY ? "default" : "append-only"
  await must("pnpm", ["install", ...extent, "--frozen-lockfile", "--prefer-offline", `--reporter=${reporter}`])
  writeFileSync(stamp, isLean ? `${digest} lean` : digest)
  say(`installed in ${((Date.now() - started) / 1000).toFixed(0)} s`)
}

// The signal that ends this process is meant for the command; without forwarding, a server would outlive `npm start`.
function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, shell, ...options })
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => [signal, () => child.kill(signal)])
    for (const [signal, pass] of signals) process.on(signal, pass)
    // npm tells its shell only, and the shell does not pass it on: the shell's end is the signal then.
    const parent = process.ppid
    const watch = env.npm_lifecycle_event && setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 200)
    const end = (code) => {
      for (const [signal, pass] of signals) process.off(signal, pass)
      clearInterval(watch)
      resolve(code)
    }
    child.on("error", (error) => {
      say(`cannot run ${command}: ${error.message}`)
      end(127)
    })
    child.on("exit", (code, signal) => end(code ?? 128 + constants.signals[signal ?? "SIGTERM"]))
  })
}

async function must(command, args) {
  const code = await run(command, args, { cwd: root, stdio: ["ignore", 2, 2] })
  if (code === 0) return
  say(`${command} ${args[0]} failed`)
  process.exit(code)
}

function say(text) {
  console.error(`faceid-tally: ${text}`)
}

function isNodeAtHandEnough() {
  const [major, minor] = process.versions.node.split(".").map(Number)
  return major > 22 || (major === 22 && minor >= 19)
}

function isInstalled(name, version) {
  const modules = join(toolchain, "node_modules")
  if (!existsSync(join(modules, ".bin", name))) return false
  return readJson(join(modules, name, "package.json")).version === version
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"))
}

function readText(file) {
  try {
    return readFileSync(file, "utf8")
  } catch {
    return undefined
  }
}
