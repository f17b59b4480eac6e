/** Where a ledger is: `sqlite:path`, or `postgres://…`. */
import { LedgerError } from "@faceid-tally/books"
import * as Result from "effect/Result"

export const DEFAULT_ADDRESS = "sqlite:faceid-tally.db"

export type Address =
  | { readonly dialect: "sqlite"; readonly path: string }
  | { readonly dialect: "pg"; readonly url: string }

export const parseAddress = (text: string): Result.Result<Address, LedgerError> => {
  if (text.startsWith("sqlite:") && text.length > "sqlite:".length) {
    return Result.succeed({ dialect: "sqlite", path: text.slice("sqlite:".length) })
  }
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return Result.succeed({ dialect: "pg", url: text })
  return Result.fail(new LedgerError({ operation: "open the ledger", reason: "address", code: null }))
}
