/** What `backup` and `restore` share: the file of the ledger, and how a copy is told of. */
import { existsSync } from "node:fs"

import type { Verified } from "@faceid-tally/books/engine"
import { ledgerAddress, maskedAddress, type Settings } from "@faceid-tally/host/apps"
import { CopyError, parseAddress } from "@faceid-tally/ledger"
import { booksText, type BooksText, verifyVerdict } from "@faceid-tally/report"
import type { Copied as CopiedDocument } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"

import { Refusal, type Session } from "../../session/Session.ts"
import { type CopyText, copyFaultText, copyTextOf } from "./copyText.ts"
import { contextText } from "../../context/contextText.ts"

export const textOf = ({ language }: Session): CopyText => copyTextOf(language)

/** The file of the ledger that the settings name. */
export const ledgerFile = (settings: Settings) =>
  Effect.flatMap(Effect.fromResult(parseAddress(ledgerAddress(settings))), (address) =>
    address.dialect === "sqlite"
      ? Effect.succeed(address.path)
      : Effect.fail(new CopyError({ fault: { reason: "on_postgres" } })),
  )

/** A ledger that is copied has to be there. */
export const refuseMissingFile = (
  file: string,
  settings: Settings,
  { language }: Session,
): Effect.Effect<void, Refusal> =>
  existsSync(file)
    ? Effect.void
    : Effect.fail(new Refusal({ message: contextText[language].noLedger(maskedAddress(ledgerAddress(settings))) }))

/** Tells a copy that was not made as a refusal. */
export const refusing =
  (session: Session) =>
  <A, E, R>(work: Effect.Effect<A, E | CopyError, R>): Effect.Effect<A, Exclude<E, CopyError> | Refusal, R> =>
    Effect.mapError(work, (error) =>
      error instanceof CopyError
        ? new Refusal({
            message: copyFaultText(error.fault, textOf(session), booksText[session.language].brokenWhat),
          })
        : (error as Exclude<E, CopyError>),
    )

interface Copied {
  readonly schema: number
  readonly head: string | null
  readonly verified: Verified | null
}

/** Counts are of a copy that could be verified. */
export const copyDocument = ({ schema, head, verified }: Copied): CopiedDocument => ({
  schema,
  verified: verified !== null,
  head,
  rows: verified?.rows ?? null,
  batches: verified?.batches ?? null,
  seals: verified?.seals ?? null,
  unsealed: verified?.unsealed ?? null,
})

export const copyLines = (
  { schema, head, verified }: Copied,
  words: BooksText,
  session: Session,
): ReadonlyArray<string> => [
  verified === null ? textOf(session).notVerified(schema) : verifyVerdict(verified, words, session.say),
  words.head(head),
]
