/**
 * The front door for programs without Effect. It loads nothing but itself: what the books need comes when they are opened, and
 * not before it is known that this Node can run it.
 */
import { isBuiltin } from "node:module"

import type { Books } from "./Books.ts"
import { BooksError } from "./BooksError.ts"
import type { BooksSettings, OpenOptions } from "./BooksSettings.ts"

/**
 * Opens the ledger and everything around it. Settings come from `faceid-tally.json` in this folder, then the environment, then
 * from here: an object as in that file; a text names the ledger (`sqlite:faceid-tally.db`, `postgres://…`), or a settings file
 * where it ends in `.json`. A ledger that is not there yet is made.
 *
 * @throws {BooksError} where settings or database cannot be used.
 */
export const openBooks = async (settings: BooksSettings | string = {}, options: OpenOptions = {}): Promise<Books> => {
  if (!isBuiltin("node:sqlite"))
    throw new BooksError("node", nodeNeeded(process.version), { facts: { node: process.version } })
  const { plainBooks } = await import("./plainBooks.ts")
  return plainBooks(typeof settings === "string" ? namedBy(settings) : settings, options)
}

const namedBy = (text: string): BooksSettings => (text.endsWith(".json") ? { config: text } : { ledger: text })

const nodeNeeded = (version: string): string =>
  `The books need node:sqlite, which this Node (${version}) does not have: use Node 22.19 or newer.`
