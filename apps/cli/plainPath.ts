/**
 * What reads plain lines lies in a few files: each file that is loaded costs a start half a millisecond, and cut by who
 * shares what, as a bundler does, it would be sixty. A first bundle that is not written tells what belongs there.
 */
import { type InputOptions, type OutputChunk, type OutputOptions, rolldown } from "rolldown"

type Chunks = ReadonlyMap<string, OutputChunk>

export const plainPath = async (
  input: InputOptions,
  output: OutputOptions,
): Promise<NonNullable<OutputOptions["codeSplitting"]>> => {
  const bundle = await rolldown(input)
  const written = await bundle.generate(output)
  const chunks: Chunks = new Map(
    written.output.flatMap((each) => (each.type === "chunk" ? [[each.fileName, each] as const] : [])),
  )
  await bundle.close()
  const reading = modulesWith(chunks, /[\\/]threads[\\/]worker\.ts$/)
  const plain = modulesWith(
    chunks,
    /[\\/]cli[\\/]src[\\/](program|run|.*[\\/]count)\.ts$/,
    /[\\/]files[\\/]src[\\/].*readFiles\.ts$/,
  )
  const isEffect = (id: string) => /[\\/]node_modules[\\/]effect[\\/]/.test(id)
  const group = { includeDependenciesRecursively: false }
  return {
    groups: [
      // Of a thread that reads this is all.
      { ...group, name: "reading", test: (id) => reading.has(id), priority: 2 },
      // So is this, nearly, of one that works on the ledger.
      { ...group, name: "effect", test: (id) => plain.has(id) && isEffect(id), priority: 1 },
      { ...group, name: "plain", test: (id) => plain.has(id) },
    ],
  }
}

/** The modules of the chunks in which such modules lie, and of all that is loaded with those at once. */
const modulesWith = (chunks: Chunks, ...names: ReadonlyArray<RegExp>): ReadonlySet<string> => {
  const found = new Set<OutputChunk>()
  const add = (chunk: OutputChunk | undefined): void => {
    if (chunk === undefined || found.has(chunk)) return
    found.add(chunk)
    for (const file of chunk.imports) add(chunks.get(file))
  }
  for (const chunk of chunks.values()) {
    if (chunk.moduleIds.some((id) => names.some((name) => name.test(id)))) add(chunk)
  }
  // What a program or a thread begins with runs where it is loaded: it stays a file of its own.
  const begun = [...found].flatMap(({ isEntry, facadeModuleId }) => (isEntry ? [facadeModuleId] : []))
  return new Set([...found].flatMap(({ moduleIds }) => moduleIds.filter((id) => !begun.includes(id))))
}
