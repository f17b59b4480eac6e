/** `register`: BizTokens into the ledger, so that their results are collected. All are checked before one is registered. */
import { admit, foreseeRegistered, registerAll, type Registered, type Registration } from "@faceid-tally/books/engine"
import { type Rejection, type RegistrationRow, readBizToken } from "@faceid-tally/core/engine"
import { visitRegistrations } from "@faceid-tally/files"
import { admissionOf, sealed } from "@faceid-tally/host/apps"
import { rejectionMessage, remarkMessage, sealDocument } from "@faceid-tally/report"
import type { Registered as RegisteredDocument } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import { type AnyArguments, type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { issuedAtOf } from "../../arguments/times.ts"
import { type CommandContext, withLedger, withSettings } from "../../context/CommandContext.ts"
import { type Outcome, readerOf } from "../../reading/readerOf.ts"
import type { Session } from "../../session/Session.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import type { registerSpec } from "./spec.ts"
import { argumentText } from "../../arguments/argumentText.ts"
import { registerText } from "./registerText.ts"

type Admitter = (row: Omit<RegistrationRow, "_tag">) => Result.Result<Registration, Rejection>

export const register: RunOf<typeof registerSpec> = (args, session) => {
  let registrations: ReadonlyArray<Registration> = []
  const isDryRun = args.boolean("dry-run")
  return Effect.gen(function* () {
    // Nothing is opened, and no ledger made, before every row was read.
    const code = yield* withSettings(args, session, (context) =>
      Effect.gen(function* () {
        const admitter = yield* admitterOf(args, session, context)
        const { files, bizTokens } = yield* usage(() => requestOf(args, session))
        if (files.length === 0) {
          registrations = yield* usage(() => ofArguments(bizTokens, admitter, session))
          return 0
        }
        const read = yield* readRows(files, admitter, args, session)
        registrations = read.registrations
        return read.outcome.isBad ? 2 : 0
      }),
    )
    if (code !== 0) {
      session.tell(`faceid-tally: ${registerText[session.language].nothingRegistered}`)
      return code
    }
    return yield* withLedger(args, session, isDryRun ? "tries" : "writes", ({ words }) =>
      Effect.gen(function* () {
        if (isDryRun) {
          const { remarks, ...counts } = yield* foreseeRegistered(registrations)
          tellRemarks(remarks, session)
          return yield* answer(args, session, {
            document: { dryRun: true, ...counts } satisfies RegisteredDocument,
            lines: [words.wouldRegister(counts)],
          })
        }
        const { result, seal } = yield* sealed(registerAll(registrations))
        const { remarks, ...counts } = result
        tellRemarks(remarks, session)
        return yield* answer(args, session, {
          document: { dryRun: false, ...counts, seal: sealDocument(seal) } satisfies RegisteredDocument,
          lines: [words.registered(counts), words.sealed(seal)],
        })
      }),
    )
  })
}

const tellRemarks = (remarks: Registered["remarks"], { say, tell }: Session): void => {
  for (const remark of remarks) tell(`faceid-tally: ${remarkMessage(remark, say)}`)
}

/** What the command line says for all rows; an account that is not there is told before any row is read. */
const admitterOf = (
  args: Arguments<"rule" | "account" | "issued-at" | "utc-offset">,
  session: Session,
  { settings }: CommandContext,
) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const common = yield* usage(() => ({
      ruleId: args.string("rule"),
      account: args.string("account"),
      issuedAt: issuedAtOf(args, session, now),
    }))
    const admission = admissionOf(settings, now, common)
    const { account } = common
    if (account !== undefined && !admission.accounts.includes(account.trim())) {
      const { accounts } = admission
      return yield* new UsageError({ message: argumentText[session.language].unknownAccount(account, accounts) })
    }
    return (row: Parameters<Admitter>[0]) => admit(row, admission)
  })

interface RegisterRequest {
  readonly files: ReadonlyArray<string>
  readonly bizTokens: ReadonlyArray<string>
}

/** Either BizTokens or files; `-` as the one BizToken is standard input. */
const requestOf = (args: Arguments<"bizToken" | "file">, { language }: Session): RegisterRequest => {
  const [bizTokens, files] = [args.strings("bizToken"), args.strings("file")]
  if ((bizTokens.length === 0) === (files.length === 0))
    throw new UsageError({ message: registerText[language].oneOrFile })
  return bizTokens.length === 1 && bizTokens[0] === "-" ? { bizTokens: [], files: ["-"] } : { bizTokens, files }
}

/** What is refused is not repeated: a redirect URL has secrets in it. */
const ofArguments = (
  bizTokens: ReadonlyArray<string>,
  admitter: Admitter,
  session: Session,
): ReadonlyArray<Registration> => {
  const { say } = session
  const text = registerText[session.language]
  const faults: Array<string> = []
  const registrations: Array<Registration> = []
  const place = (index: number): string => (bizTokens.length === 1 ? "" : `${text.nthBizToken(index + 1)}${say.colon}`)
  for (const [index, bizToken] of bizTokens.entries()) {
    const read = readBizToken(bizToken)
    const admitted = admitter({ bizToken, ruleId: null, account: null, issuedAt: null })
    if ("fault" in read) faults.push(`${place(index)}${text.notABizToken[read.fault]}`)
    else if (Result.isSuccess(admitted)) registrations.push(admitted.success)
    else if (admitted.failure.code === "no_rule_id") throw new UsageError({ message: text.ruleNeeded })
    else faults.push(`${place(index)}${rejectionMessage(admitted.failure, say)}`)
  }
  if (faults.length > 0) throw new UsageError({ message: faults.join("\n") })
  return registrations
}

const readRows = (files: ReadonlyArray<string>, admitter: Admitter, args: AnyArguments, session: Session) =>
  Effect.gen(function* () {
    const registrations: Array<Registration> = []
    const read = yield* usage(() => readerOf(args, session))
    let refused = 0
    const outcome: Outcome = yield* read({ at: "import", files }, (options) =>
      Effect.map(
        visitRegistrations(
          files,
          ({ bizToken, ruleId, account, issuedAt }, place) => {
            const admitted = admitter({ bizToken, ruleId, account, issuedAt })
            if (Result.isSuccess(admitted)) {
              registrations.push(admitted.success)
              return
            }
            refused++
            options.onRejected?.({ ...place, rejection: admitted.failure })
          },
          options,
        ),
        (report) => ({ ...report, faults: report.faults + refused }),
      ),
    )
    return { registrations, outcome }
  })
