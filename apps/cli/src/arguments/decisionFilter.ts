/** Which discrepancies of a month a command is about. */
import type { DecisionFilter } from "@faceid-tally/books/engine"
import { decisionStates } from "@faceid-tally/core/money"

import type { Arguments } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"
import { dayOf } from "./days.ts"

export const decisionFilter = (
  args: Arguments<"kind" | "day" | "account" | "state">,
  session: Session,
): Omit<DecisionFilter, "all"> => ({
  kind: args.string("kind"),
  day: dayOf(args, "day", session),
  account: args.string("account"),
  state: args.choice("state", decisionStates),
})
