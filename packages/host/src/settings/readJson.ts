/** A JSON file that a person writes; the parser's own message would quote the text, in which secrets may stand. */
import { readFileSync } from "node:fs"

import * as Effect from "effect/Effect"

import { ConfigError } from "./ConfigError.ts"

/** `source` is how the file is told of. */
export const readJson = (path: string, source: string): Effect.Effect<unknown, ConfigError> =>
  Effect.gen(function* () {
    const text = yield* Effect.try({
      try: () => readFileSync(path, "utf8"),
      catch: (cause) => new ConfigError({ source, reason: isMissing(cause) ? "not_found" : "unreadable" }),
    })
    return yield* Effect.try({
      try: (): unknown => JSON.parse(text.replace(/^\uFEFF/, "")),
      catch: () => new ConfigError({ source, reason: "not_json" }),
    })
  })

const isMissing = (cause: unknown): boolean => cause instanceof Error && "code" in cause && cause.code === "ENOENT"
