/** The ports of the books at an address: opens the database for what is to be done, and wires the parts together. */
import {
  AccountBills,
  Decisions,
  Inbox,
  Keys,
  Ledger,
  type LedgerError,
  type LedgerShape,
  Listings,
  Proofs,
  Readiness,
  Requests,
  Sessions,
  type Settled,
  Statements,
  Work,
} from "@faceid-tally/books/engine"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

import * as Attempts from "../results/attempts.ts"
import { makeAccountBills } from "../bill/accountBills.ts"
import { diffVersions } from "../bill/diffVersions.ts"
import { importBill } from "../bill/importBill.ts"
import { loadBill } from "../bill/billLoading.ts"
import * as BillPulls from "../bill/billPulls.ts"
import { versionsOf } from "../bill/billVersions.ts"
import { type Database, named } from "../database/Database.ts"
import { readContents } from "./readContents.ts"
import { nfcCharges } from "../statements/nfcCharges.ts"
import { readBilled, readBillGaps } from "../statements/readBilled.ts"
import { writtenSince } from "../statements/writtenSince.ts"
import { makeDecisions } from "../decisions/makeDecisions.ts"
import { makeStatements } from "../decisions/makeStatements.ts"
import { loadDifferences } from "../reconciling/loadDifferences.ts"
import * as DueTokens from "../fetching/dueTokens.ts"
import { makeCheckRun } from "../receipts/makeCheckRun.ts"
import { makeProofs } from "../receipts/makeProofs.ts"
import { receiptOf } from "../receipts/receiptOf.ts"
import { makeInbox } from "../service/makeInbox.ts"
import { makeKeys } from "../service/makeKeys.ts"
import { makeListings } from "../listings/makeListings.ts"
import { waiting } from "../leases/waiting.ts"
import { openDatabase, type Opening } from "../opening/openDatabase.ts"
import { makeReadiness } from "../service/makeReadiness.ts"
import { groupRegistrations } from "../fetching/groupRegistrations.ts"
import { makeRequests } from "../service/makeRequests.ts"
import { firstKeptDay } from "../evidence/removals.ts"
import { removeMonths } from "../removal/removeMonths.ts"
import * as Results from "../results/results.ts"
import * as Runs from "../reconciling/runs.ts"
import { makeSessions } from "../service/makeSessions.ts"
import { sealBatches } from "../evidence/seals.ts"
import { daySums, status } from "../reconciling/statusQuery.ts"
import { loadTally, loadTokens } from "../results/tallyLoading.ts"
import { verify } from "../verify/verify.ts"
import { makeWork } from "../service/makeWork.ts"

/** The ledger at `sqlite:path` or `postgres://…`; opened to write, it is created where it is missing. */
export const ledgerLayer = (address: string, opening?: Opening): Layer.Layer<Ledger, LedgerError> =>
  Layer.effect(
    Ledger,
    Effect.map(openDatabase(address, opening), (db) => Ledger.of(makeLedger(db))),
  )

/** All that is kept beside the ledger too, over one database that is opened once: for services. */
export const booksLayer = (address: string, opening?: Opening): Layer.Layer<Books, LedgerError> =>
  Layer.effectContext(Effect.map(openDatabase(address, opening), booksOf))

/** What is kept in one database. */
export type Books =
  | Ledger
  | AccountBills
  | Listings
  | Keys
  | Requests
  | Sessions
  | Inbox
  | Work
  | Readiness
  | Decisions
  | Proofs
  | Statements

export const booksOf = (db: Database): Context.Context<Books> =>
  Context.make(Ledger, makeLedger(db)).pipe(
    Context.add(AccountBills, makeAccountBills(db)),
    Context.add(Listings, makeListings(db)),
    Context.add(Keys, makeKeys(db)),
    Context.add(Requests, makeRequests(db)),
    Context.add(Sessions, makeSessions(db)),
    Context.add(Inbox, makeInbox(db)),
    Context.add(Work, makeWork(db)),
    Context.add(Decisions, makeDecisions(db)),
    Context.add(Statements, makeStatements(db)),
    Context.add(Proofs, makeProofs(db)),
    Context.add(Readiness, makeReadiness(db)),
  )

export const makeLedger = (db: Database): LedgerShape => {
  const checkRun = makeCheckRun(db)
  const register = groupRegistrations((groups, now) => DueTokens.registerEach(db, groups, now).pipe(named("register")))
  return {
    register,
    makeDue: (bizToken, now) => DueTokens.makeDue(db, bizToken, now).pipe(named("makeDue")),
    takeDue: (claim) => DueTokens.takeDue(db, claim).pipe(named("takeDue")),
    settle: (bizToken, outcome, now) =>
      DueTokens.settleAll(db, [{ bizToken, outcome }], now).pipe(
        Effect.map(([settled]) => settled as Settled),
        named("settle"),
      ),
    settleAll: (fetches, now) => DueTokens.settleAll(db, fetches, now).pipe(named("settleAll")),
    verification: (bizToken) => DueTokens.verification(db, bizToken).pipe(named("verification")),
    verifications: (bizTokens) => DueTokens.verifications(db, bizTokens).pipe(named("verifications")),
    waiting: (now) => waiting(db, now).pipe(named("waiting")),
    uncollected: (options) => DueTokens.uncollected(db, options).pipe(named("uncollected")),

    store: (records, now) => db.write(Results.storeRecords(db, records, now)).pipe(named("store")),
    storeEach: (groups, now) =>
      db.write(Effect.forEach(groups, (records) => Results.storeRecords(db, records, now))).pipe(named("storeEach")),
    attempt: (seq) => Attempts.readAttempt(db, seq).pipe(named("attempt")),
    attemptsOf: (bizToken) => Attempts.attemptsOf(db, bizToken).pipe(named("attemptsOf")),
    loadTally: (tally, options) => loadTally(db, tally, options).pipe(named("loadTally")),
    loadTokens: (tally, bizTokens) => loadTokens(db, tally, bizTokens).pipe(named("loadTokens")),

    planPulls: (days, dueAt) => BillPulls.planPulls(db, days, dueAt).pipe(named("planPulls")),
    takeDuePulls: (claim) => BillPulls.takeDuePulls(db, claim).pipe(named("takeDuePulls")),
    openPull: (day, claim, options) => BillPulls.openPull(db, day, claim, options).pipe(named("openPull")),
    storePage: (pull, page) => BillPulls.storePage(db, pull, page).pipe(named("storePage")),
    closePull: (pull, now) => BillPulls.closePull(db, pull, now).pipe(named("closePull")),
    releasePull: (pull, retryAt) => BillPulls.releasePull(db, pull, retryAt).pipe(Effect.asVoid, named("releasePull")),
    importBill: (bill, now) => importBill(db, bill, now).pipe(named("importBill")),
    versions: (day) => versionsOf(db, day).pipe(named("versions")),
    diff: (from, to, page) => diffVersions(db, from, to, page).pipe(named("diff")),
    loadBill: (bill, options) => loadBill(db, bill, options).pipe(named("loadBill")),
    loadDifferences: (tally, bill, options) => loadDifferences(db, tally, bill, options).pipe(named("loadDifferences")),

    status: (now, days) => status(db, now, days).pipe(named("status")),
    contents: readContents(db).pipe(named("contents")),
    billed: (days) => readBilled(db, days).pipe(named("billed")),
    billGaps: (days) => readBillGaps(db, days).pipe(named("billGaps")),
    nfcCharges: (days) => nfcCharges(db, days).pipe(named("nfcCharges")),
    writtenSince: (batch, days) => writtenSince(db, batch, days).pipe(named("writtenSince")),
    daySums: (days, by) => daySums(db, days, by).pipe(named("daySums")),

    removeMonths: (removing, now) => removeMonths(db, removing, now).pipe(named("remove months")),
    firstKeptDay: firstKeptDay(db).pipe(named("firstKeptDay")),
    seal: (now) => sealBatches(db, now).pipe(named("seal")),
    verify: (options) => verify(db, options).pipe(named("verify")),
    receipt: (key, kind) => receiptOf(db, key, kind).pipe(named("receipt")),

    saveRun: (run, items, now) => Runs.saveRun(db, run, items, now).pipe(named("saveRun")),
    run: (id) => Runs.readRun(db, id).pipe(named("run")),
    impacts: (runs) => Runs.impactsOf(db, runs).pipe(named("impacts")),
    checkRun: (id) => checkRun(id).pipe(named("checkRun")),
    runItems: (id, page) => Runs.runItems(db, id, page).pipe(named("runItems")),
  }
}
