/** Which settings there are at a place: what a mistyped one may have meant. */
import * as SchemaAST from "effect/SchemaAST"

/** The names that may stand beside the last key of the path; none where anything may. */
export const knownKeys = (settings: SchemaAST.AST, path: ReadonlyArray<string>): ReadonlyArray<string> => {
  let at: SchemaAST.AST | undefined = settings
  for (const key of path.slice(0, -1)) {
    if (at === undefined || !SchemaAST.isObjects(at)) return []
    at = at.propertySignatures.find(({ name }) => name === key)?.type ?? at.indexSignatures[0]?.type
  }
  return at !== undefined && SchemaAST.isObjects(at) ? at.propertySignatures.map(({ name }) => String(name)) : []
}
