/** `verify`: proves that the books were not touched; `--receipt` gives the proof for one row away. */
import { Ledger, type ReceiptKind, receiptKinds } from "@faceid-tally/books/engine"
import { printable, verifiedLines } from "@faceid-tally/report"
import type { Receipt, Verified } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { type Arguments, usage, UsageError } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { headOf } from "../../arguments/headOf.ts"
import { withLedger } from "../../context/CommandContext.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import type { ArgumentsOf, RunOf } from "../../spec/CommandSpec.ts"
import type { verifySpec } from "./spec.ts"
import { verifyText } from "./verifyText.ts"

export const verify: RunOf<typeof verifySpec> = (args, session) =>
  Effect.flatMap(
    usage(() => ({ head: headOf(args, session), of: receiptRequest(args, session) })),
    ({ head, of }) => (of === undefined ? verifyWith(head, args, session) : printReceipt(of, args, session)),
  )

type VerifyArguments = ArgumentsOf<typeof verifySpec>

interface ReceiptRequest {
  readonly key: string
  readonly kind: ReceiptKind | undefined
}

const receiptRequest = (args: Arguments<"receipt" | "of">, { language }: Session): ReceiptRequest | undefined => {
  const [key, of] = [args.string("receipt"), args.string("of")]
  if (key === undefined && of !== undefined) throw new UsageError({ message: verifyText[language].receiptNeeded })
  return key === undefined ? undefined : { key, kind: receiptKinds.find((kind) => kind === of) }
}

const printReceipt = ({ key, kind }: ReceiptRequest, args: VerifyArguments, session: Session) =>
  withLedger(args, session, "reads", ({ words }) =>
    Effect.gen(function* () {
      const receipt = yield* (yield* Ledger).receipt(key, kind)
      if (receipt === null) return yield* new Refusal({ message: words.noReceipt(printable(key)) })
      return yield* answer(args, session, {
        document: receipt satisfies Receipt,
        lines: [JSON.stringify(receipt, null, 2)],
      })
    }),
  )

const verifyWith = (head: string | undefined, args: VerifyArguments, session: Session) =>
  withLedger(args, session, "reads", ({ words }) =>
    Effect.gen(function* () {
      const verified = yield* (yield* Ledger).verify({ head, now: yield* Clock.currentTimeMillis })
      return yield* answer(args, session, {
        document: verified satisfies Verified,
        lines: verifiedLines(verified, words, session),
        exitCode: verified.ok ? 0 : 1,
      })
    }),
  )
