/** How the commands of the books answer: lines for a person, or one JSON document. */
import * as Effect from "effect/Effect"

import type { Arguments } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"

export interface Answered {
  readonly document: unknown
  readonly lines: ReadonlyArray<string>
  readonly exitCode?: number
}

export const answer = (
  args: Arguments<"output">,
  { output }: Session,
  { document, lines, exitCode = 0 }: Answered,
): Effect.Effect<number> => {
  const texts = args.string("output") === "json" ? [JSON.stringify(document, null, 2)] : lines
  return Effect.promise(() =>
    output.write(
      texts.map((line) => `${line}\n`),
      exitCode,
    ),
  ).pipe(Effect.as(exitCode))
}
