/**
 * What a service logs: one JSON object a line, on stderr. A line holds what its message and annotations say and the
 * names of errors, and nothing else: no stack, no cause, because those quote values.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Result from "effect/Result"

/** Where the lines go. */
export type WriteLine = (line: string) => void

const toStderr: WriteLine = (line) => void process.stderr.write(line)

/** The logger of a service, in place of the one that is for people. */
export const jsonLogs = (service: string, write: WriteLine = toStderr): Layer.Layer<never> =>
  Logger.layer([
    Logger.make(({ date, logLevel, message, cause, fiber }) => {
      const annotations = fiber.getRef(References.CurrentLogAnnotations)
      const error = errorName(cause)
      write(
        `${JSON.stringify({
          time: date.toISOString(),
          level: logLevel.toLowerCase(),
          service,
          message: Array.isArray(message) ? message.map(String).join(" ") : String(message),
          ...annotations,
          ...(error !== undefined && { error }),
        })}\n`,
      )
    }),
  ])

/** The tag of a failure, or the class of a defect. */
export const errorName = (cause: Cause.Cause<unknown>): string | undefined => {
  if (cause.reasons.length === 0) return undefined
  const failure = Cause.findError(cause)
  const error: unknown = Result.isSuccess(failure) ? failure.success : Cause.squash(cause)
  if (typeof error === "object" && error !== null && "_tag" in error) return String(error._tag)
  return error instanceof Error ? error.name : typeof error
}

/** Work in the background that must not end a service: what fails is logged by its name. */
export const logFailure = <A, E, R>(name: string, work: Effect.Effect<A, E, R>): Effect.Effect<void, never, R> =>
  Effect.catchCause(Effect.asVoid(work), (cause) =>
    Cause.hasInterruptsOnly(cause) ? Effect.void : Effect.logError(`${name} failed`, cause),
  )

/** Where a defect is, by file and line: its message and its stack may quote what it met. */
export const placeOfDefect = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error
  const [, place = "?"] = /^\s+at .*?([\w.-]+:\d+:\d+)\)?$/m.exec(error.stack ?? "") ?? []
  return `${error.constructor.name}, ${place}`
}
