/** From rows of the database into the columns of a tally. */
import { IDENTITY, internName, NEVER_FETCHED, NO_CODE, NO_NAME, NO_TIME, type Tally } from "@faceid-tally/core/engine"

import { addObservationRow, type Observation } from "./attemptView.ts"
import { fromStored, fromStoredName, isEmptyKey, isIdentityKey } from "../database/storedText.ts"
import type { RowOf } from "../tables/Table.ts"
import { attemptTable, inObservation } from "../tables/resultTables.ts"

/** The columns of the view that a tally takes, and last whether there are several BizTokens. */
export const attemptColumns = attemptTable.pick(
  "seq",
  "flag",
  "errcode",
  "at",
  "fetched_at",
  "biz_token",
  "rule_id",
  "account",
  "several",
)
export type AttemptRow = RowOf<typeof attemptColumns>

/** The columns of a tally, filled from rows. Rules and accounts repeat from row to row: the last is looked up first. */
export class TallyColumns {
  readonly #tally: Tally
  readonly #rule = { name: "" as string | null, id: NO_NAME }
  readonly #account = { name: "" as string | null, id: NO_NAME }

  constructor(tally: Tally) {
    this.#tally = tally
  }

  add([seq, flag, errcode, at, fetchedAt, bizToken, ruleId, account]: AttemptRow): void {
    const { names } = this.#tally
    if (ruleId !== this.#rule.name) {
      this.#rule.name = ruleId
      this.#rule.id = internName(names.rules, fromStoredName(ruleId))
    }
    if (account !== this.#account.name) {
      this.#account.name = account
      this.#account.id = internName(names.accounts, fromStoredName(account))
    }
    this.#tally.addEntry(
      this.#seq(seq),
      flag,
      errcode ?? NO_CODE,
      at ?? NO_TIME,
      fetchedAt ?? NEVER_FETCHED,
      bizToken === null ? NO_NAME : names.tokens.internText(fromStored(bizToken)),
      this.#rule.id,
      this.#account.id,
    )
  }

  addObservationRow(observation: Observation): void {
    const seq = inObservation.seq(observation)
    if (!isEmptyKey(seq)) addObservationRow(this.#tally, this.#seq(seq), observation)
  }

  /** An observation with what it says of its BizToken. */
  addObservation(observation: Observation): void {
    const tally = this.#tally
    const token = internName(tally.names.tokens, fromStoredName(inObservation.bizToken(observation)))
    const fetchedAt = inObservation.fetchedAt(observation) ?? NEVER_FETCHED
    tally.addObservation(token, fetchedAt, inObservation.errCode(observation) === 0)
    const nfc = inObservation.nfc(observation)
    const record = inObservation.nfcRecord(observation)
    if (nfc !== null) tally.addNfc(token, fetchedAt, nfc, JSON.stringify([null, null, record, nfc]))
    this.addObservationRow(observation)
  }

  #seq(stored: string): number {
    const { seqs } = this.#tally.names
    return isIdentityKey(stored) ? seqs.internText(stored, IDENTITY) : seqs.internText(fromStored(stored))
  }
}
