/** `show` without files: all that the ledger has of one Seq or BizToken. */
import { type AttemptHistory, Ledger, type Verification } from "@faceid-tally/books/engine"
import { type Attempt, fetchTimeOf, instantToIso, isoOrNull } from "@faceid-tally/core/engine"
import {
  type BooksText,
  printable,
  type SharedText,
  showText,
  type Table,
  tableLines,
  verificationDocument,
} from "@faceid-tally/report"
import type { LedgerShow } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"

import type { Arguments } from "../../session/Arguments.ts"
import type { Session } from "../../session/Session.ts"
import { answer } from "../../output/answer.ts"
import { withLedger } from "../../context/CommandContext.ts"

export const showLedger = (args: Arguments<"id" | "output">, session: Session) =>
  withLedger(args, session, "reads", ({ words }) =>
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const id = args.string("id") ?? ""
      const verification = yield* ledger.verification(id)
      const attempts = yield* ledger.attemptsOf(id)
      const history = yield* ledger.attempt(id)
      const isUnknown = verification === null && attempts.length === 0 && history === null
      return yield* answer(args, session, {
        document: {
          id,
          verification: verification && verificationDocument(verification),
          attempts: (history === null ? attempts : [history.attempt]).map(attemptDocument),
          statements: (history?.statements ?? []).map(statementDocument),
        } satisfies LedgerShow,
        lines: [
          ...(isUnknown ? [words.nothing(printable(id))] : []),
          ...(verification === null ? [] : tokenLines(verification, session, words)),
          ...(attempts.length === 0 ? [] : ["", ...attemptLines(attempts, session)]),
          ...(history === null ? [] : historyLines(history, session)),
        ],
      })
    }),
  )

const tokenLines = (token: Verification, { say, style }: Session, words: BooksText): Array<string> => {
  const time = (at: number | null) => (at === null ? "—" : instantToIso(at))
  const rows: ReadonlyArray<readonly [string, string]> = [
    [words.columns.state, words.state[token.state]],
    ["RuleId", printable(token.ruleId ?? "—")],
    [words.columns.account, printable(token.account)],
    [say.columns.fetchedAt, time(fetchTimeOf(token))],
    [words.columns.nextDue, time(token.nextDue)],
    [words.columns.deadline, time(token.deadline)],
    ...(token.failureCode === null ? [] : [[words.status.refused, printable(token.failureCode)] as const]),
  ]
  return [
    style.strong(showText[say.language].token(printable(token.bizToken))),
    ...tableLines(pairs, rows, { say, titles: false }),
  ]
}

const pairs: Table<readonly [string, string]> = [
  { key: "name", title: () => "", value: ([name]) => name },
  { key: "value", title: () => "", value: ([, value]) => value },
]

const attemptLines = (attempts: ReadonlyArray<Attempt>, { say, style }: Session): Array<string> => [
  style.strong(showText[say.language].attempts),
  ...tableLines(attemptColumns(say), attempts, { say, style }),
]

const historyLines = ({ attempt, statements }: AttemptHistory, session: Session): Array<string> => {
  const { say, style } = session
  return [
    style.strong(showText[say.language].seq(printable(attempt.seq ?? ""))),
    "",
    ...attemptLines([attempt], session),
    "",
    style.strong(showText[say.language].entries),
    ...tableLines(
      [
        ...attemptColumns(say),
        {
          key: "fetchedAt",
          title: () => say.columns.fetchedAt,
          value: ({ fetchedAt }) => isoOrNull(fetchedAt),
          holds: "time",
        },
      ] satisfies Table<(typeof statements)[number]>,
      statements,
      { say, style },
    ),
  ]
}

const attemptColumns = (say: SharedText): Table<Attempt> => [
  {
    key: "charge",
    title: () => say.columns.charge,
    value: ({ charge }) => charge,
    text: (row) => say.charge(row.charge),
  },
  {
    key: "errcode",
    title: () => say.columns.errcode,
    value: ({ errcode }) => errcode,
    text: ({ errcode }) => String(errcode ?? ""),
    align: "right",
  },
  { key: "at", title: () => say.columns.time, value: ({ at }) => isoOrNull(at), holds: "time" },
  { key: "seq", title: () => "Seq", value: ({ seq }) => seq },
  { key: "bizToken", title: () => "BizToken", value: ({ bizToken }) => bizToken },
]

const attemptDocument = ({ at, ...rest }: Attempt): LedgerShow["attempts"][number] => ({ ...rest, at: isoOrNull(at) })

const statementDocument = ({
  at,
  fetchedAt,
  storedAt,
  ...rest
}: AttemptHistory["statements"][number]): LedgerShow["statements"][number] => ({
  ...rest,
  at: isoOrNull(at),
  fetchedAt: isoOrNull(fetchedAt),
  storedAt: instantToIso(storedAt),
})
