/** Orders in which what is missing comes last, as everywhere in a report (C12, M14). */
import { compareBytes } from "./Dictionary.ts"

/** Numbers by size; `missing` stands for none. */
export const compareNumbers = (a: number, b: number, missing: number): number =>
  a === b ? 0 : a === missing ? 1 : b === missing ? -1 : a - b

/** Texts by their bytes. */
export const compareTexts = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : compareBytes(a, b)
