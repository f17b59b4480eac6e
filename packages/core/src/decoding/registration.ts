/**
 * A BizToken that is to be fetched, as people's files and bodies name it. Its names are their own, so they are read in
 * any spelling; what a BizToken may be, and what holds where a row is silent, is decided at the door (R27, D44).
 */
import { spelling } from "../fields/NearNames.ts"
import { instantAt, labelAt, orRefused, refuse, Refused, textAt } from "../fields/fields.ts"
import { isJsonObject, readName } from "../shapes/fieldValues.ts"
import { rejection } from "../rejections/Rejection.ts"
import { nearNames } from "../shapes/nearName.ts"
import type { Path } from "../shapes/Found.ts"
import type { Outcome } from "./Reading.ts"
import { Notes } from "../fields/spelledNames.ts"

export interface RegistrationRow {
  readonly _tag: "Registration"
  readonly bizToken: string
  readonly ruleId: string | null
  readonly account: string | null
  /** When DetectAuth issued it, epoch milliseconds. */
  readonly issuedAt: number | null
}

/**
 * Decodes one object; a BizToken that is a number may have lost digits, so it is none. `utcOffset` (minutes) is that of
 * times that say none; `notes` is told of names in other spellings.
 */
export const decodeRegistration = (
  record: unknown,
  utcOffset?: number,
  notes = new Notes(),
): Outcome<RegistrationRow> => {
  const decoded = orRefused(() => readRegistration(record, utcOffset, notes))
  return decoded instanceof Refused
    ? { _tag: "Rejected", rejection: decoded.rejection, at: decoded.rejection.path }
    : { _tag: "Read", record: decoded, at: [] }
}

const readRegistration = (record: unknown, utcOffset: number | undefined, notes: Notes): RegistrationRow => {
  if (!isJsonObject(record)) return refuse(rejection("not_an_object"))
  const keys = Object.keys(record)
  const own = <A>(name: string, read: (value: unknown, path: Path, key: string) => A): A => {
    const [near, other] = nearNames(keys, name)
    if (other !== undefined)
      refuse({ ...rejection("two_near_names", [], name), met: [near ?? name, other].map(spelling).join(", ") })
    const key = near ?? name
    const value = read(record[key], [], key)
    if (near !== undefined) notes.readAs(spelling(near), name)
    return value
  }
  const written = own("BizToken", textAt)
  const ruleId = own("RuleId", labelAt)
  const issuedAt = own("IssuedAt", (value, path, key) => instantAt(value, path, key, utcOffset))
  const account = labelAt(record["Account"], [], "Account")
  const bizToken = readName(written) ?? refuse(rejection("missing_value", ["BizToken"]))
  return { _tag: "Registration", bizToken, ruleId, account, issuedAt }
}
