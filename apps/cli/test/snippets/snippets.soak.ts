/** What the guides tell programs to log is counted, in every language whose runtime is installed. */
import { describe, it } from "vitest"

import { common, others, versionOf } from "./snippets.ts"
import { tryAgainstService, tryWithoutService } from "./tried.ts"

describe.each([...common, ...others])("$language", (snippet) => {
  const version = versionOf(snippet)

  it.skipIf(version === undefined)(
    `logs what is counted and nothing of a person, and registers (${version ?? "skipped: its runtime is not installed"})`,
    () => tryAgainstService(snippet),
  )

  it.skipIf(version === undefined)("goes on where the service is away, refuses, or never answers", () =>
    tryWithoutService(snippet),
  )
})
