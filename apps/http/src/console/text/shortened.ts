/** A long id as a row shows it: its beginning and its end, by which people tell ids apart. The page of it has it whole. */

const CHARS_MAX = 18
const HEAD = 8
const TAIL = 6

export const shortened = (id: string): string => {
  const chars = [...id]
  return chars.length <= CHARS_MAX ? id : `${chars.slice(0, HEAD).join("")}…${chars.slice(-TAIL).join("")}`
}
