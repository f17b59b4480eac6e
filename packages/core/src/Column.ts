/**
 * Columns: typed arrays that grow. Memory that is not touched costs nothing, and memory that is touched for the first
 * time costs more than anything done with it, so a column grows in few and large steps.
 */
type Column = Uint8Array | Int32Array | Float64Array

/** From here on a column doubles: sixteen times as much would be more than an address space likes to give. */
const LARGE = 2 ** 22

/** The capacity that comes after a full one. */
export const nextCapacity = (capacity: number): number => capacity * (capacity < LARGE ? 16 : 4)

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
