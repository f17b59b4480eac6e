/**
 * Columns: typed arrays that grow. Memory that is not touched costs nothing, and memory that is touched for the first
 * time costs more than anything done with it, so a column grows in few and large steps.
 */
type Column = Uint8Array | Int32Array | Float64Array

/** One answer of the provider holds a few attempts, and many are counted one by one. */
export const FIRST_CAPACITY = 32
const SMALL = 1024
const LARGE = 2 ** 20

/** The capacity that comes after a full one: few hold more than a thousand, and those soon hold a million. */
export const nextCapacity = (capacity: number): number =>
  capacity < SMALL ? SMALL : capacity < LARGE ? LARGE : capacity * 4

/** Copies `from` to the front of the larger `to`, and frees it. */
export const grown = <T extends Column>(from: T, to: T): T => {
  to.set(from)
  freeColumn(from)
  return to
}

/** Gives a column's memory back at once: the collector knows only late how much there is of it. */
export const freeColumn = (column: Column): void => {
  if (column.buffer instanceof ArrayBuffer) column.buffer.transfer(0)
}
