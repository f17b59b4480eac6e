/** Fields inside an answer, by their path: `Text.LivenessDetail.0.Seq`. The answer itself is left as it is. */

type Json = { [key: string]: unknown }

export const withoutField = (answer: object, path: string): object =>
  changed(answer, path, (parent, key) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete (parent as Json)[key]
  })

export const withField = (answer: object, path: string, value: unknown): object =>
  changed(answer, path, (parent, key) => {
    ;(parent as Json)[key] = value
  })

/** A path that leads nowhere changes nothing. */
const changed = (answer: object, path: string, change: (parent: object, key: string) => void): object => {
  const copy = structuredClone(answer)
  const keys = path.split(".")
  const last = keys.pop() ?? ""
  let parent: unknown = copy
  for (const key of keys) parent = isObject(parent) ? (parent as Json)[key] : undefined
  if (isObject(parent)) change(parent, last)
  return copy
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null
