// One command line in a race: ours, a peer that does the same job, or a limit that only reads the bytes.
import type { Answer } from "./Answer.ts"

export interface Contender {
  readonly name: string
  readonly command: string
  readonly args: ReadonlyArray<string>
  /** Exit codes that are no failure: a reconciliation that finds differences ends with 1. */
  readonly exitCodes?: ReadonlyArray<number>
  /** What it counted, read from its output. A limit counts nothing. */
  readonly answer?: (stdout: string) => Answer
  /** What else it printed that is worth a line of the table: name and value. */
  readonly figures?: (stdout: string) => ReadonlyArray<readonly [name: string, value: string]>
  /** Peers that take long run in fewer rounds. */
  readonly roundsMax?: number
}
