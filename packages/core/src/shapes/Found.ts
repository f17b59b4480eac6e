/** An object that is read, where in its record it was found, and the objects around it, the nearest first. */
import type { Json } from "./fieldValues.ts"

export type Path = ReadonlyArray<string | number>

export interface Placed {
  readonly object: Json
  readonly path: Path
}

export interface Found extends Placed {
  readonly above: ReadonlyArray<Placed>
}
