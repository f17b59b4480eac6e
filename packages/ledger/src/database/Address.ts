/**
 * Where a ledger is: `sqlite:path`, the path of a file that is there, or `postgres://…`. What is wrong with an address is
 * found before anything is opened, and named: a database would only say that it cannot.
 */
import { statSync } from "node:fs"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { pathToFileURL } from "node:url"

import { type AddressFault, LedgerError } from "@faceid-tally/books/engine"
import * as Result from "effect/Result"

export const DEFAULT_ADDRESS = "sqlite:faceid-tally.db"

export type Address =
  | { readonly dialect: "sqlite"; readonly path: string }
  | { readonly dialect: "pg"; readonly url: string; readonly connections: number }

/** How many connections a process may have at a time: `postgres://…?connections=4`. */
const CONNECTIONS = { parameter: "connections", least: 2, most: 100, usual: 10 } as const

const SQLITE = "sqlite:"

export const parseAddress = (text: string): Result.Result<Address, LedgerError> => {
  if (text.trim() === "" || text.trim() === SQLITE) return refuse("empty")
  if (/^postgres(ql)?:\/\//.test(text)) return parseUrl(text)
  const path = text.startsWith(SQLITE) ? text.slice(SQLITE.length) : text
  if (path === text && !text.startsWith("~") && statOf(text) === undefined) {
    // What looks like a URL may hold a password.
    return refuse("unknown", text.includes("://") ? "" : text)
  }
  return checkFile(path)
}

const checkFile = (path: string): Result.Result<Address, LedgerError> => {
  if (path.startsWith("//")) return refuse("slashes", path.replace(/^\/+/, ""))
  if (/^file:/i.test(path)) return refuse("uri", path.replace(/^file:(\/\/)?|\?.*$/gi, ""))
  if (path.startsWith("~")) return refuse("tilde", path)
  const stats = statOf(path)
  if (stats?.isDirectory() === true) return refuse("folder", path)
  const folder = dirname(path)
  if (stats === undefined && path !== MEMORY && statOf(folder)?.isDirectory() !== true) {
    return refuse("no_folder", folder)
  }
  return stats?.isFile() === true && stats.size > 0 && !isSqlite(path, stats.size)
    ? refuse("not_sqlite", path)
    : Result.succeed({ dialect: "sqlite", path })
}

const MEMORY = ":memory:"

/** `undefined` where nothing is there, or it cannot be looked at. */
const statOf = (path: string) => {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** SQLITE_NOTADB. */
const NOT_A_DATABASE = 26
const HEADER_BYTES = 100

/**
 * Whether a file is a database. Of one that cannot be read the database will say why. SQLite looks itself: where this
 * process has the file open, whoever opens and closes it beside SQLite drops all its locks.
 */
const isSqlite = (path: string, size: number): boolean => {
  if (size < HEADER_BYTES) return false
  let db: DatabaseSync | undefined
  try {
    // As it lies: nothing is put beside it.
    db = new DatabaseSync(new URL(`${pathToFileURL(path).href}?immutable=1`), { readOnly: true })
    db.exec("PRAGMA schema_version")
    return true
  } catch (error) {
    return !(error instanceof Error && "errcode" in error && error.errcode === NOT_A_DATABASE)
  } finally {
    db?.close()
  }
}

const parseUrl = (url: string): Result.Result<Address, LedgerError> => {
  if (!isEncoded(url)) return refuse("not_encoded")
  const parsed = URL.parse(url)
  if (parsed === null) return refuse("not_a_url")
  const { parameter, usual, least, most } = CONNECTIONS
  const given = parsed.searchParams.get(parameter)
  if (given === null) return Result.succeed({ dialect: "pg", url, connections: usual })
  const connections = /^\d{1,3}$/.test(given) ? Number(given) : 0
  if (connections < least || connections > most) return refuse("connections")
  parsed.searchParams.delete(parameter)
  return Result.succeed({ dialect: "pg", url: parsed.href, connections })
}

/** The same address with so many connections, where it is that of a server. */
export const withConnections = (address: string, connections: number): string => {
  const url = /^postgres(ql)?:\/\//.test(address) ? URL.parse(address) : null
  if (url === null) return address
  url.searchParams.set(CONNECTIONS.parameter, String(connections))
  return url.href
}

/** Whether the signs that part a URL stand nowhere but where they part it: not as they are in a user or a password. */
const isEncoded = (url: string): boolean => {
  const [, authority = "", tail = ""] = /^[^:]*:\/\/([^/?#]*)(.*)$/s.exec(url) ?? []
  const [user = "", host, ...more] = authority.split("@")
  if (more.length > 0 || url.includes("#") || (host !== undefined && !isDecodable(user))) return false
  // A value of the query may hold an @, but what looks like a query may be the end of a password.
  return !tail.includes("@") || (host !== undefined && /^(\/[^@/?]*)?\?[^/?]*$/.test(tail))
}

const isDecodable = (text: string): boolean => {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const refuse = (fault: AddressFault, path = ""): Result.Result<never, LedgerError> =>
  Result.fail(
    new LedgerError({ operation: "open the ledger", reason: "address", code: null, address: { fault, path } }),
  )
