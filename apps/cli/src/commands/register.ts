/** `register`: BizTokens into the ledger, so that their results are collected. */
import { Ledger, type Registration } from "@faceid-tally/books"
import { sealed } from "@faceid-tally/host"
import { sealDocument } from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../Arguments.ts"
import { answer } from "../books/answer.ts"
import { issuedAtArgument } from "../books/arguments.ts"
import { withLedger } from "../books/Desk.ts"
import { readRegistrations } from "../books/readRegistrations.ts"
import type { Command, Session } from "../Session.ts"

export const register: Command = (args, session) =>
  Effect.gen(function* () {
    const registrations = yield* usage(() => registrationsOf(args, session))
    const given = registrations.length
    return yield* withLedger(args, session, args.boolean("dry-run") ? "reads" : "writes", ({ words }) =>
      Effect.gen(function* () {
        const ledger = yield* Ledger
        if (args.boolean("dry-run")) {
          const fresh = yield* countUnknown(registrations)
          return yield* answer(args, session, {
            document: { dryRun: true, given, new: fresh },
            lines: [words.wouldRegister(given, fresh)],
          })
        }
        const now = yield* Clock.currentTimeMillis
        const { result: fresh, seal } = yield* sealed(ledger.register(registrations, now))
        return yield* answer(args, session, {
          document: { dryRun: false, given, new: fresh, seal: sealDocument(seal) },
          lines: [words.registered(given, fresh), words.sealed(seal)],
        })
      }),
    )
  })

const countUnknown = (registrations: ReadonlyArray<Registration>) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    let unknown = 0
    for (const bizToken of new Set(registrations.map((each) => each.bizToken))) {
      if ((yield* ledger.verification(bizToken)) === null) unknown++
    }
    return unknown
  })

const registrationsOf = (args: Arguments, session: Session): ReadonlyArray<Registration> => {
  const { text } = session
  const bizToken = args.string("bizToken")
  const files = args.strings("file")
  if ((bizToken === undefined) === (files.length === 0)) throw new UsageError({ message: text.oneOrFile })
  const common = { ruleId: args.string("rule") ?? null, account: args.string("account") ?? null }
  const issuedAt = issuedAtArgument(args, session) ?? null
  if (bizToken !== undefined) return [{ bizToken, ...common, issuedAt }]
  return files.flatMap((file) => readRegistrations(file, common, text))
}
