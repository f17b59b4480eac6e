/** The books as the receiver has them: they may be away, and come back. Nothing waits for them for longer than a bound. */
import {
  type AlertRoutes,
  type Inbox,
  type Ledger,
  LedgerError,
  type LedgerReason,
  type Readiness,
  type Work,
} from "@faceid-tally/books/engine"
import * as Cause from "effect/Cause"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** What the receiver needs of them. */
export type ReceiverPorts = Ledger | Inbox | Work | Readiness | AlertRoutes
/** The ports, or why they are not there now. */
export type OpenPorts = Effect.Effect<Context.Context<ReceiverPorts>, LedgerError>

const TIMEOUT = "10 seconds"

export class Books {
  readonly #ports: OpenPorts
  #isAway = false

  constructor(ports: OpenPorts) {
    this.#ports = ports
  }

  /** Runs a use case on the books as they are at this moment. */
  use<A>(work: Effect.Effect<A, LedgerError, ReceiverPorts>): Effect.Effect<A, LedgerError> {
    return Effect.flatMap(this.#ports, (ports) => Effect.provideContext(work, ports)).pipe(
      Effect.timeoutOrElse({ duration: TIMEOUT, orElse: () => Effect.fail(failure("answer in time", "unavailable")) }),
      // A defect must not end the work in the background; its name is all that is told of it.
      Effect.catchDefect((defect) =>
        Effect.andThen(
          Effect.logError("a use of the books met a defect of this program", Cause.die(defect)),
          Effect.fail(failure("be used", "defect")),
        ),
      ),
      Effect.tap(() => this.#note(undefined)),
      Effect.tapError((error) => this.#note(error)),
    )
  }

  /** An outage is told once when it begins and once when it ends. */
  #note(error: LedgerError | undefined): Effect.Effect<void> {
    const isAway = error !== undefined
    if (isAway === this.#isAway) return Effect.void
    this.#isAway = isAway
    return isAway
      ? Effect.logWarning(`${error.message}: callbacks are answered all the same, events are to be sent again`)
      : Effect.logInfo("the books can be reached again")
  }
}

const failure = (operation: string, reason: LedgerReason) => new LedgerError({ operation, reason, code: null })
