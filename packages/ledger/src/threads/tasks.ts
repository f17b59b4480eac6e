/**
 * What a service has done in another thread, because it holds the one that it is done in for long: runs, `verify`, and large
 * pages of lists. A task is a name and what the port is asked with; it goes over as a copy, and so does what comes back.
 */
import { keepRunHere, Ledger, LedgerError, Listings, type ListingsShape } from "@faceid-tally/books/engine"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

type Page<List extends keyof ListingsShape> = Parameters<ListingsShape[List]>

export const tasks = {
  keepRun: keepRunHere,
  verify: (...request: Parameters<Ledger["Service"]["verify"]>) =>
    Effect.flatMap(Ledger, (ledger) => ledger.verify(...request)),
  verifications: (...page: Page<"verifications">) => Effect.flatMap(Listings, (lists) => lists.verifications(...page)),
  attempts: (...page: Page<"attempts">) => Effect.flatMap(Listings, (lists) => lists.attempts(...page)),
  billDays: (...page: Page<"billDays">) => Effect.flatMap(Listings, (lists) => lists.billDays(...page)),
  billLines: (...page: Page<"billLines">) => Effect.flatMap(Listings, (lists) => lists.billLines(...page)),
  runs: (...page: Page<"runs">) => Effect.flatMap(Listings, (lists) => lists.runs(...page)),
  runItems: (...page: Page<"runItems">) => Effect.flatMap(Listings, (lists) => lists.runItems(...page)),
}
type Tasks = typeof tasks

export type TaskName = keyof Tasks
export type TaskRequest<Name extends TaskName> = Parameters<Tasks[Name]>
export type Answer<Name extends TaskName> = Effect.Success<ReturnType<Tasks[Name]>>

/** What is sent to a thread. */
export interface Task {
  readonly name: TaskName
  readonly request: ReadonlyArray<unknown>
}

/** What comes back. An error is copied as what it says, and is itself again on this side; a defect keeps its stack. */
export type Reply =
  | { readonly _tag: "Done"; readonly answer: unknown }
  | { readonly _tag: "Failed"; readonly error: typeof LedgerError.Encoded }
  | { readonly _tag: "Broke"; readonly defect: unknown }

const encodeError = Schema.encodeSync(LedgerError)
const decodeError = Schema.decodeSync(LedgerError)

/** Does a task, in the thread that it was sent to. */
export const perform = ({ name, request }: Task): Effect.Effect<Reply, never, Ledger | Listings> => {
  const task = tasks[name] as (
    ...args: ReadonlyArray<unknown>
  ) => Effect.Effect<unknown, LedgerError, Ledger | Listings>
  return Effect.map(Effect.exit(task(...request)), toReply)
}

export const toReply = (exit: Exit.Exit<unknown, LedgerError>): Reply => {
  if (Exit.isSuccess(exit)) return { _tag: "Done", answer: exit.value }
  const error = Cause.findError(exit.cause)
  return Result.isSuccess(error)
    ? { _tag: "Failed", error: encodeError(error.success) }
    : { _tag: "Broke", defect: Cause.squash(exit.cause) }
}

export const fromReply = (reply: Reply): Effect.Effect<unknown, LedgerError> => {
  switch (reply._tag) {
    case "Done":
      return Effect.succeed(reply.answer)
    case "Failed":
      return Effect.fail(decodeError(reply.error))
    case "Broke":
      return Effect.die(reply.defect)
  }
}
