/**
 * What an invoice says, as somebody types it in (F3.5): an amount, of the only account, or `<account>=<amount>`. A month is
 * closed for all accounts, so where there are several each invoice says whose it is.
 */
import { type Amount, readAmount } from "../money/Amount.ts"

export interface Invoice {
  /** `null`: of the only account that has a bill. */
  readonly account: string | null
  readonly amount: Amount
}

/** Reads `12345.67` or `branch=12345.67`; `undefined` where it is no amount. */
export const readInvoice = (text: string): Invoice | undefined => {
  const at = text.lastIndexOf("=")
  const amount = readAmount(text.slice(at + 1).trim())
  if (amount === undefined || at === 0) return undefined
  return { account: at < 0 ? null : text.slice(0, at).trim(), amount }
}

/** Why invoices are not taken: an account of which there is none, two of one account, or it is not said whose one is. */
export type InvoiceFault = "unknown_account" | "given_twice" | "whose"

/** `accounts`: those that are told of. */
export const invoiceFault = (
  invoices: ReadonlyArray<Invoice>,
  accounts: ReadonlyArray<string>,
): { readonly fault: InvoiceFault; readonly account: string | null } | null => {
  const seen = new Set<string | null>()
  for (const { account } of invoices) {
    if (account === null && (accounts.length > 1 || invoices.length > 1)) return { fault: "whose", account }
    if (account !== null && !accounts.includes(account)) return { fault: "unknown_account", account }
    if (seen.has(account)) return { fault: "given_twice", account }
    seen.add(account)
  }
  return null
}
