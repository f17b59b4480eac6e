/** The books as data: what programs get of them, by command and over HTTP alike. Times are ISO 8601 at +08:00, days dates. */
import type * as Books from "@faceid-tally/books/engine"
import {
  type Attempt,
  dayFromNumber,
  dayOfInstant,
  fetchTimeOf,
  instantToIso,
  isoOrNull,
} from "@faceid-tally/core/engine"

import type * as Documents from "../documents/index.ts"

export type AttemptDocument = Documents.Attempt
export type BillVersionDocument = Documents.BillVersion
export type LineDocument = Documents.BillLine
export type RunDocument = Documents.Run
export type VerificationDocument = Documents.Verification

export const sealDocument = ({ seal, head, sealedAt }: Books.Seal): Documents.Seal => ({
  seal,
  head,
  sealedAt: instantToIso(sealedAt),
})

export const attemptDocument = ({ seq, charge, errcode, at, bizToken, ruleId, account }: Attempt): AttemptDocument => ({
  seq,
  charge,
  errcode,
  at: isoOrNull(at),
  day: at === null ? null : dayFromNumber(dayOfInstant(at)),
  bizToken,
  ruleId,
  account,
})

export const verificationDocument = (token: Books.Verification): VerificationDocument => ({
  bizToken: token.bizToken,
  ruleId: token.ruleId,
  account: token.account,
  state: token.state,
  issuedAt: instantToIso(token.issuedAt),
  estimated: token.estimated,
  fetchedAt: isoOrNull(fetchTimeOf(token)),
  passed: token.passed,
  deadline: instantToIso(token.deadline),
  nextDue: isoOrNull(token.nextDue),
  failures: token.failures,
  failureCode: token.failureCode,
  refused: token.refused,
  registeredAt: instantToIso(token.registeredAt),
  nfcCharges: token.nfcCharges,
})

export const fetchDocument = ({ at, ...note }: Books.FetchNote): Documents.Fetch => ({ at: instantToIso(at), ...note })

export const billVersionDocument = (version: Books.BillVersion): BillVersionDocument => ({
  account: version.account,
  day: dayFromNumber(version.day),
  ruleId: version.ruleId,
  version: version.version,
  source: version.source,
  digest: version.digest,
  pages: version.pages,
  lines: version.lines,
  charges: version.charges,
  isNew: version.isNew,
  closedAt: instantToIso(version.closedAt),
})

export const lineDocument = ({ chargeType, chargeCount, page, line, ...attempt }: Books.ListedLine): LineDocument => {
  const { day: _, ...facts } = attemptDocument(attempt)
  return { ...facts, chargeType, chargeCount, page, line }
}

/** What became of the wish to have a day's bill; `reason` is a stable code. */
export const pullDocument = (outcome: Books.PullOutcome): Documents.PullOutcome => {
  const { account, day, ruleId } = outcome
  const common = { account, day: dayFromNumber(day), ruleId }
  switch (outcome._tag) {
    case "Pulled": {
      const { version, digest, pages, lines, charges, isNew } = outcome.version
      return { ...common, outcome: "pulled", version, digest, pages, lines, charges, isNew }
    }
    case "NotYet":
      return { ...common, outcome: "not_yet", from: instantToIso(outcome.from) }
    case "Failed": {
      const { error } = outcome
      const failure = error._tag === "ProviderError" ? { error: errorDocument(error) } : {}
      return { ...common, outcome: "failed", reason: error.reason, ...failure }
    }
    case "Held":
      return { ...common, outcome: "held" }
    case "Skipped":
      return { ...common, outcome: "skipped" }
  }
}

/** Why the provider did not give what it was asked for. `behind`: what a circuit opened for that is open now. */
const errorDocument = (error: Books.ProviderError): Documents.ProviderError => ({
  ...failureDocument(error),
  behind: error.behind === undefined ? null : failureDocument(error.behind),
})

const failureDocument = ({
  reason,
  code,
  httpStatus,
  fault,
  place,
  requestId,
}: Books.ProviderFailure): Documents.ProviderFailure => ({
  reason,
  code: code ?? null,
  httpStatus: httpStatus ?? null,
  fault: fault ?? null,
  place: place ?? null,
  requestId: requestId ?? null,
})

/** What a sweep did. */
export const sweepDocument = ({
  fetched,
  final,
  observations,
  retried,
  refused,
  errors,
  released,
  stopped,
}: Books.SweepResult): Documents.SweepResult => ({
  fetched,
  final,
  observations,
  retried,
  refused,
  errors: Object.fromEntries(Object.entries(errors).map(([code, error]) => [code, errorDocument(error)])),
  released,
  stopped: stopped.map(({ account, ruleId, code, isMostRefused, error }) => ({
    account,
    ruleId,
    code,
    isMostRefused,
    error: errorDocument(error),
  })),
})

/** What was not fetched because it waits: for somebody, for another process, for its time. */
export const waitingDocument = ({ due, held, later }: Books.Waiting): Documents.Waiting => ({
  due,
  held: held.map(({ until, ...holder }) => ({ ...holder, until: instantToIso(until) })),
  later: later && { count: later.count, from: instantToIso(later.from) },
})

/** A kept reconciliation, without its items. */
export const runDocument = (run: Books.Run): RunDocument => {
  const { complete, incomplete, ledger, bill, matched, difference, explained, byKind } = run.document
  const { byRule = {} } = run.ruleSet ?? {}
  return {
    id: run.id,
    ranAt: instantToIso(run.ranAt),
    from: dayFromNumber(run.fromDay),
    to: dayFromNumber(run.toDay),
    ruleId: run.ruleId,
    account: run.account,
    asOf: isoOrNull(run.asOf),
    edition: run.ruleSet?.edition ?? null,
    ...(Object.keys(byRule).length > 0 && { editions: byRule }),
    programVersion: run.programVersion,
    seal: run.seal && { seal: run.seal.seal, head: run.seal.head },
    complete,
    incomplete,
    ledger,
    bill,
    matched,
    difference,
    explained,
    ...(run.amounts !== null && { amounts: run.amounts }),
    discrepancies: { total: run.items, byKind },
  }
}

export const statusDocument = ({ grid, deadlines, ...rest }: Books.Status): Documents.Status => ({
  ...rest,
  deadlines: deadlines.map(({ deadline, nextDue, ...token }) => ({
    ...token,
    deadline: instantToIso(deadline),
    nextDue: isoOrNull(nextDue),
  })),
  grid: grid.map(dayDocument),
})

const dayDocument = ({ day, pulled, reconciled, ...rest }: Books.DayStatus): Documents.DayStatus => ({
  day: dayFromNumber(day),
  ...rest,
  pulled: pulled && { ...pulled, closedAt: instantToIso(pulled.closedAt) },
  reconciled: reconciled && { ...reconciled, ranAt: instantToIso(reconciled.ranAt) },
})
