/** Amounts of a document, which are decimal texts, as people and spreadsheets get them. */
import { formatMoney, type Money } from "./Money.ts"

/** `null` where the amount is not known. */
export const moneyOf = (amount: string | null): Money | null => {
  if (amount === null) return null
  const [whole = "", fraction = ""] = amount.split(".")
  return { units: BigInt(whole + fraction), scale: fraction.length }
}

/** `¥4.16`; what is not known has a word of its own. */
export const yuan = (amount: string | null, unknown: string, options: { readonly sign?: boolean } = {}): string => {
  const money = moneyOf(amount)
  return money === null ? unknown : formatMoney(money, options)
}

/** Without its sign. */
export const absolute = (amount: string): string => amount.replace("-", "")
