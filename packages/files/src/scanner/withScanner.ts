/** Lends out scanners: memory that was touched already is worth keeping, and of readers at work each has its own. */
import { Scanner } from "./Scanner.ts"

/** A scanner whose memory has grown for a long record is given up. */
const KEPT_BYTES_MAX = 16 << 20

const idle: Array<Scanner> = []

export const withScanner = async <A>(use: (scanner: Scanner) => Promise<A>): Promise<A> => {
  const scanner = idle.pop() ?? new Scanner()
  try {
    return await use(scanner)
  } finally {
    // What a reader left behind, at a syntax error or when it was interrupted, is nobody's.
    scanner.skip(scanner.unread.length)
    scanner.takeBlock()
    if (scanner.unread.buffer.byteLength <= KEPT_BYTES_MAX) idle.push(scanner)
  }
}
