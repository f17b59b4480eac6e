/**
 * A BizToken that is to be fetched, as people's files and bodies name it. Its names are their own, so they are read in
 * any spelling; what a BizToken may be, and what holds where a row is silent, is decided at the door (R27, D44).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { readInstantField } from "../calendar/instant.ts"
import { byOffset, checkWith, fields } from "./fields.ts"
import { isJsonObject, readLabel, readName } from "../shapes/fieldValues.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"
import { ownNames } from "../shapes/flatNames.ts"
import { nearNames } from "../shapes/nearName.ts"
import { Notes } from "./spelledNames.ts"

export interface RegistrationRow {
  readonly _tag: "Registration"
  readonly bizToken: string
  readonly ruleId: string | null
  readonly account: string | null
  /** When DetectAuth issued it, epoch milliseconds. */
  readonly issuedAt: number | null
}

const checkFor = byOffset((utcOffset) =>
  checkWith(
    Schema.Struct({
      BizToken: fields.text,
      RuleId: fields.label,
      Account: fields.label,
      IssuedAt: fields.instant(utcOffset),
    }),
  ),
)

/**
 * Decodes one object; a BizToken that is a number may have lost digits, so it is none. `utcOffset` (minutes) is that of
 * times that say none; `notes` is told of names in other spellings.
 */
export const decodeRegistration = (
  record: unknown,
  utcOffset?: number,
  notes = new Notes(),
): Result.Result<RegistrationRow, Rejection> => {
  if (!isJsonObject(record)) return Result.fail(rejection("not_an_object"))
  const check = checkFor(utcOffset)
  const keys = Object.keys(record)
  const spelled: Record<string, unknown> = { Account: record["Account"] }
  for (const name of ownNames.registrations) {
    const [near, other] = nearNames(keys, name)
    if (other !== undefined) return Result.fail({ ...rejection("two_near_names", [], name), met: `${near}, ${other}` })
    const key = near ?? name
    const checked = check({ [name]: record[key] })
    if (Result.isFailure(checked)) return Result.fail({ ...checked.failure, path: [key] })
    spelled[name] = record[key]
    if (near !== undefined) notes.readAs(near, name)
  }
  return Result.flatMap(check(spelled), ({ BizToken, RuleId, Account, IssuedAt }) => {
    const bizToken = readName(BizToken)
    if (bizToken === null) return Result.fail(rejection("missing_value", ["BizToken"]))
    return Result.succeed({
      _tag: "Registration",
      bizToken,
      ruleId: readLabel(RuleId),
      account: readLabel(Account),
      issuedAt: readInstantField(IssuedAt, utcOffset),
    })
  })
}
