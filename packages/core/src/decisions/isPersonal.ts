/**
 * Whether a text holds a mobile number, or an ID number with a right check digit, also with spaces or hyphens between
 * (F4.2): decisions are evidence and cannot be erased, so nothing personal may get into them.
 */

const BETWEEN = String.raw`[\s\p{Pd}]*`
/** With or without the country code; not a part of a longer number. */
const mobile = new RegExp(String.raw`(?<!\d)(?:\+?86${BETWEEN})?1${BETWEEN}[3-9](?:${BETWEEN}\d){9}(?!\d)`, "u")
/** Looked for at each digit: the first that fits may not be the right one. */
const identity = new RegExp(String.raw`(?<!\d)(?=(\d(?:${BETWEEN}\d){16}${BETWEEN}[\dXx])(?![\dA-Za-z]))`, "gu")

export const isPersonal = (text: string): boolean => {
  // Full-width digits are digits.
  const plain = text.normalize("NFKC")
  return mobile.test(plain) || [...plain.matchAll(identity)].some(([, number = ""]) => hasCheckDigit(number))
}

/** GB 11643: the weights of the first 17 digits, and the check digit by the sum modulo 11. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECK_DIGITS = "10X98765432"

const hasCheckDigit = (number: string): boolean => {
  const digits = number.replaceAll(/[^\dXx]/g, "").toUpperCase()
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return CHECK_DIGITS[sum % 11] === digits[17]
}
