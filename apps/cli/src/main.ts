/**
 * Where the program starts. It loads nothing before it knows that this Node can run the rest, and answers `--version`
 * by itself: whoever asks for that wants the answer at once. (`process` is the global everywhere in this program: to import
 * it makes Node read all its properties, a tenth of its start.)
 */
import module from "node:module"

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`faceid-tally needs Node 22.19 or newer; this is Node ${process.versions.node}.\n`)
  process.exitCode = 2
} else if (process.argv.includes("--version") || process.argv[2] === "-V") {
  const { readFileSync } = await import("node:fs")
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))
  process.stdout.write(`${version}\n`)
} else {
  // The named import would be a syntax error on an older Node, before it could be told.
  module.enableCompileCache?.()
  const { callWorkerEarly } = await import("@faceid-tally/files/earlyWorker")
  callWorkerEarly(process.argv.slice(3))
  const { program } = await import("./program.ts")
  await program(process.argv.slice(2))
}
