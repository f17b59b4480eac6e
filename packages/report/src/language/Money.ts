/**
 * Money as whole units of the last decimal that the price is written with: "1.20" is 120 at scale 2. Integers all the
 * way, so a million charges cost exactly a million times one charge.
 */

export interface Money {
  readonly units: bigint
  /** How many of the last digits stand after the point. */
  readonly scale: number
}

/** A price as people write it, `1.20` or `3`; `undefined` if it is none. */
export const parsePrice = (text: string): Money | undefined => {
  const parts = /^(\d{1,12})(?:\.(\d{1,8}))?$/.exec(text)
  if (parts === null) return undefined
  const [, whole = "", fraction = ""] = parts
  return { units: BigInt(whole + fraction), scale: fraction.length }
}

export const times = (price: Money, count: number): Money => ({ ...price, units: price.units * BigInt(count) })

/** `¥1,234.50`; a negative one `−¥1.20`, with `sign` a positive one `+¥1.20`. Two decimals at least. */
export const formatMoney = ({ units, scale }: Money, { sign = false }: { readonly sign?: boolean } = {}): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0")
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).padEnd(2, "0")
  const mark = units < 0n ? "−" : sign && units > 0n ? "+" : ""
  return `${mark}¥${groupThousands(whole)}.${fraction}`
}

/** The same amount for programs and spreadsheets: `-1234.50`. */
export const decimalText = ({ units, scale }: Money): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0")
  const whole = digits.slice(0, digits.length - scale)
  return `${units < 0n ? "-" : ""}${whole}${scale === 0 ? "" : `.${digits.slice(-scale)}`}`
}

/** `1,234,567`; a negative count as `−1`, with `sign` a positive one as `+1`. */
export const formatCount = (count: number, { sign = false }: { readonly sign?: boolean } = {}): string =>
  `${count < 0 ? "−" : sign && count > 0 ? "+" : ""}${groupThousands(Math.abs(count).toString())}`

const groupThousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",")
