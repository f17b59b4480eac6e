// Made-up values are a pure function of an index: nothing has to be remembered, so the bill of a million attempts can
// be written without the attempts in memory, and every run writes the same bytes.

/** The finalizer of MurmurHash3: a bijection on 32 bits, so different indices never collide under one salt. */
export const hash = (index: number, salt = 0): number => {
  let h = (index ^ salt) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** A UUID that differs for every index, because its first eight digits do. */
export const uuid = (index: number, salt: number): string => {
  const a = hash(index, salt)
  const b = hash(a, salt + 1)
  const c = hash(b, salt + 2)
  const d = hash(c, salt + 3)
  return `${hex16(a >>> 16)}${hex16(a)}-${hex16(b >>> 16)}-${hex16(b)}-${hex16(c >>> 16)}-${hex16(c)}${hex16(d >>> 16)}${hex16(d)}`
}

const hex16 = (value: number): string => hexByValue[value & 0xffff] ?? ""

const hexByValue: ReadonlyArray<string> = Array.from({ length: 0x10000 }, (_, value) =>
  value.toString(16).padStart(4, "0"),
)
