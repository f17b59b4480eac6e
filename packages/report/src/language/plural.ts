/** How many of something, in English: `1 charge`, `1,200 charges`. */
import { formatCount } from "./Money.ts"

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`
