/**
 * The names that both sides of a reconciliation speak of, as ids. A tally and a bill that share their names are
 * matched by comparing integers.
 */
import { Dictionary } from "./Dictionary.ts"

/** The id that stands for a missing name. */
export const NO_NAME = -1

/** The account of records that name none. */
export const DEFAULT_ACCOUNT = "default"

export class Dictionaries {
  /** Seqs, and the identities of attempts that have none. */
  readonly seqs = new Dictionary()
  readonly tokens = new Dictionary()
  readonly rules = new Dictionary()
  readonly accounts = new Dictionary()
  readonly chargeTypes = new Dictionary()
  readonly #defaultAccount = this.accounts.internText(DEFAULT_ACCOUNT)

  /** The account of a record, that of records that name none being `default`. */
  accountOf(account: number): number {
    return account === NO_NAME ? this.#defaultAccount : account
  }
}

/** The id of a name that may be missing. */
export const internName = (names: Dictionary, name: string | null): number =>
  name === null ? NO_NAME : names.internText(name)

/** The name of an id, `null` for a missing one. */
export const nameOf = (names: Dictionary, id: number): string | null => (id < 0 ? null : names.text(id))

/** Orders names by their bytes, missing ones last. */
export const compareNames = (names: Dictionary, a: number, b: number): number => {
  if (a === b) return 0
  if (a === NO_NAME || b === NO_NAME) return a === NO_NAME ? 1 : -1
  return names.compare(a, b)
}
