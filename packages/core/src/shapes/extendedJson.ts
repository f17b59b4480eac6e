/**
 * What tools make of JSON's values: databases wrap numbers and times (`{ "$numberLong": "1" }`), PHP writes a list from
 * which an element was taken as an object (`{ "0": …, "2": … }`). Each stands for one plain value (R29).
 */
import { isJsonObject } from "./fieldValues.ts"

/** The plain value of the field of this name: the value itself where it is plain. */
export const plainField = (name: string, value: unknown): unknown => {
  if (typeof value !== "object" || value === null) return value
  const unwrapped = plainValue(value, instants.has(name))
  return unwrapped === undefined ? value : unwrapped
}

const instants: ReadonlySet<string> = new Set(["ReqTime", "FetchedAt", "IssuedAt"])

const plainValue = (value: object, isInstant: boolean): unknown => {
  const [entry, ...others] = Object.entries(value)
  if (entry === undefined || others.length > 0) return undefined
  const [key, inside] = entry as readonly [string, unknown]
  if (key === "$numberInt" || key === "$numberLong") {
    return typeof inside === "string" && /^-?\d{1,19}$/.test(inside) ? Number(inside) : undefined
  }
  if (key !== "$date" || !isInstant) return undefined
  return isJsonObject(inside) ? plainValue(inside, false) : inside
}

/** A list as it is met, with the key of each element. */
export interface MetList {
  readonly elements: ReadonlyArray<unknown>
  readonly keys: ReadonlyArray<string> | undefined
}

/** The elements of a list, or of an object whose keys are all digits, in numeric order; `undefined` for what is no list. */
export const listOf = (value: unknown): MetList | undefined => {
  if (Array.isArray(value)) return { elements: value, keys: undefined }
  if (!isJsonObject(value)) return undefined
  const keys = Object.keys(value)
  if (keys.length === 0 || !keys.every((key) => /^\d+$/.test(key))) return undefined
  const inOrder = keys.toSorted(byNumber)
  return { elements: inOrder.map((key) => value[key]), keys: inOrder }
}

/** The key of an element in the container in which it was met. */
export const keyIn = ({ keys }: MetList, index: number): string | number => keys?.[index] ?? index

const byNumber = (a: string, b: string): number => {
  const [left, right] = [a.replace(/^0+/, ""), b.replace(/^0+/, "")]
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0)
}
