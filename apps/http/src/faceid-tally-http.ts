#!/usr/bin/env node
/** Where the program starts: it loads nothing before it knows that this Node can run the rest. */
import module from "node:module"

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)

if (major < 22 || (major === 22 && minor < 19)) {
  process.stderr.write(`faceid-tally-http needs Node 22.19 or newer; this is Node ${process.versions.node}.\n`)
  process.exitCode = 2
} else {
  // The named import would be a syntax error on an older Node, before it could be told.
  module.enableCompileCache?.()
  const [{ program }, { endWhenDone }] = await Promise.all([
    import("./program.ts"),
    import("@faceid-tally/host/ending"),
  ])
  endWhenDone(await program(process.argv.slice(2)))
}
