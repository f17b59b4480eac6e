/** The known word that a mistyped one most likely stands for; `undefined` where none is near. */
export const closest = (word: string, known: ReadonlyArray<string>): string | undefined => {
  const limit = Math.max(2, Math.floor(word.length / 3))
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= limit)
    .toSorted((a, b) => a.distance - b.distance)
  return best?.candidate
}

/** How many characters must be added, taken out, replaced, or swapped with their neighbour. */
const editDistance = (a: string, b: string): number => {
  let [older, row]: [Array<number>, Array<number>] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + cost,
        isSwap ? (older[j - 2] ?? 0) + 1 : Infinity,
      )
    }
    ;[older, row] = [row, next]
  }
  return row[b.length] ?? 0
}
