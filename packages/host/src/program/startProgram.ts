/** Where the program of a service starts: nothing is loaded before it is known that this Node can run the rest. */
import module from "node:module"

/** The oldest Node that runs the programs. */
const NODE = [22, 19] as const

interface Program {
  /** Runs and gives the exit code. */
  readonly program: (argv: ReadonlyArray<string>) => Promise<number>
}

export const startProgram = async (name: string, load: () => Promise<Program>): Promise<void> => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  if (major < NODE[0] || (major === NODE[0] && minor < NODE[1])) {
    process.stderr.write(`${name} needs Node ${NODE.join(".")} or newer; this is Node ${process.versions.node}.\n`)
    process.exitCode = 2
    return
  }
  // The named import would be a syntax error on an older Node, before it could be told.
  module.enableCompileCache?.()
  const [{ program }, { endWhenDone }] = await Promise.all([load(), import("../serving/ending.ts")])
  endWhenDone(await program(process.argv.slice(2)))
}
