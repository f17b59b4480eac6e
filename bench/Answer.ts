// What a contender counted, by name. A fast wrong answer is no result: every number that a contender gives must equal
// the one that the generator planted.
export type Answer = Readonly<Record<string, number>>

export const assertSameAnswer = (who: string, actual: Answer, expected: Answer): void => {
  const names = Object.keys(actual)
  if (names.length === 0) throw new Error(`${who} gave no answer`)
  for (const name of names) {
    if (actual[name] !== expected[name]) {
      throw new Error(`${who} says ${name} = ${actual[name]}, right is ${expected[name]}`)
    }
  }
}

/** The number at a path of a parsed JSON document; fails when there is none, so a renamed field is noticed. */
export const numberAt = (document: unknown, ...path: ReadonlyArray<string>): number => {
  let value = document
  for (const key of path) value = isRecord(value) ? value[key] : undefined
  if (typeof value !== "number") throw new Error(`no number at ${path.join(".")} of the answer`)
  return value
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null
