/** Makes the service of a runtime. */
import { Keys } from "@faceid-tally/books/engine"
import { isSameDigest, parseApiKey, type ServiceRuntime, type Settings } from "@faceid-tally/host/apps"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"

import type { Service } from "./edge/Service.ts"

export interface ServiceParts {
  readonly runtime: ServiceRuntime
  readonly settings: Settings
  readonly version: string
}

export const makeService = ({ runtime, settings, version }: ServiceParts): Service => {
  const run: Service["run"] = (effect, options) => runtime.runPromise(effect, options)
  const started = new Set<Fiber.Fiber<void, unknown>>()
  let hadKeys = false
  return {
    version,
    settings,
    run,
    start: (effect) => {
      const fiber = runtime.runFork(effect)
      started.add(fiber)
      fiber.addObserver(() => started.delete(fiber))
    },
    endStarted: () => Effect.runPromise(Fiber.interruptAll(started)),
    now: () => run(Clock.currentTimeMillis),
    findKey: (text) => {
      const asked = parseApiKey(text)
      return asked === undefined ? Promise.resolve(null) : run(findKey(asked))
    },
    hasKeys: async () => {
      // Revoked keys count: revoking the last one must not open the service.
      hadKeys ||= (await run(Effect.flatMap(Keys, (keys) => keys.list))).length > 0
      return hadKeys
    },
  }
}

const findKey = Effect.fnUntraced(function* ({ id, digest }: { readonly id: string; readonly digest: string }) {
  const found = yield* (yield* Keys).find(id)
  if (found === null || found.revokedAt !== null || !isSameDigest(found.digest, digest)) return null
  const { digest: _, ...key } = found
  return key
})
