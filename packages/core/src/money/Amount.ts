/**
 * An amount of money: a whole number of 10⁻⁸ yuan, the finest decimal of the account bill (F1). Integers all the
 * way, so nothing is rounded but where a rule says so; what needs an unknown price is `null`, and so is all made of it.
 */

/** 10⁻⁸ yuan. */
export type Amount = bigint
/** `null` where a price is unknown. */
export type MaybeAmount = Amount | null

const DECIMALS = 8
const UNIT = 10n ** BigInt(DECIMALS)
/** Of one fen, the smallest coin. */
const FEN = UNIT / 100n

/** Reads `12`, `-0.28` or `1.2`; `undefined` for anything else, exponents and thousands separators included. */
export const readAmount = (text: string): Amount | undefined => {
  const parts = /^(-?)(\d{1,12})(?:\.(\d{1,8}))?$/.exec(text)
  if (parts === null) return undefined
  const [, sign, whole = "", fraction = ""] = parts
  const amount = BigInt(whole + fraction.padEnd(DECIMALS, "0"))
  return sign === "-" ? -amount : amount
}

/** The text of an amount in JSON: two decimals at least, further zeros cut; zero is `0.00`. */
export const amountText = (amount: Amount): string => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(DECIMALS + 1, "0")
  const fraction = digits.slice(-DECIMALS).replace(/0{1,6}$/, "")
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}.${fraction}`
}

/** The same of what may be unknown. */
export const amountTextOrNull = (amount: MaybeAmount): string | null => (amount === null ? null : amountText(amount))

/** The amount of a document's text; `null` where it is not known. */
export const amountOrNull = (text: string | null): MaybeAmount => (text === null ? null : (readAmount(text) ?? null))

/** The sum of such texts, as one; `null` if any of them is. */
export const sumAmountTexts = (texts: Iterable<string | null>): string | null =>
  amountTextOrNull(sumAmounts(Iterator.from(texts).map(amountOrNull)))

/** To the fen, half away from zero (四舍五入): what is due for the month of one account. */
export const roundToFen = (amount: Amount): Amount => {
  const half = FEN / 2n
  return ((amount < 0n ? amount - half : amount + half) / FEN) * FEN
}

/** `count` units at a price; none cost nothing at any price, an unknown one included. */
export const priceTimes = (price: MaybeAmount, count: number): MaybeAmount =>
  count === 0 ? 0n : price === null ? null : price * BigInt(count)

/** The sum, unknown if any of them is. */
export const sumAmounts = (amounts: Iterable<MaybeAmount>): MaybeAmount => {
  let sum = 0n
  for (const amount of amounts) {
    if (amount === null) return null
    sum += amount
  }
  return sum
}

export const minusAmount = (a: MaybeAmount, b: MaybeAmount): MaybeAmount => (a === null || b === null ? null : a - b)
