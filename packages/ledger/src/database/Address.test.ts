// Addresses of a ledger (D47).
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"

import * as Result from "effect/Result"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { parseAddress, withConnections } from "../index.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-address-"))
const inFolder = (name: string): string => join(folder, name)
beforeAll(() => {
  writeFileSync(inFolder("notes.txt"), "Seq,IsNeedCharge\n")
  writeFileSync(inFolder("short"), "x")
  writeFileSync(inFolder("empty"), "")
  const db = new DatabaseSync(inFolder("books.db"))
  db.exec("CREATE TABLE a (b)")
  db.close()
})
afterAll(() => rmSync(folder, { recursive: true }))

const read = (text: string): unknown => {
  const address = parseAddress(text)
  return Result.isSuccess(address) ? address.success : address.failure.address
}

describe("the address of a ledger", () => {
  it.each<readonly [string, object]>([
    [`sqlite:${inFolder("books.db")}`, { dialect: "sqlite", path: inFolder("books.db") }],
    [`sqlite:${inFolder("new.db")}`, { dialect: "sqlite", path: inFolder("new.db") }],
    [`sqlite:${inFolder("empty")}`, { dialect: "sqlite", path: inFolder("empty") }],
    [inFolder("books.db"), { dialect: "sqlite", path: inFolder("books.db") }],
    [inFolder("empty"), { dialect: "sqlite", path: inFolder("empty") }],
    ["sqlite:x.db", { dialect: "sqlite", path: "x.db" }],
    ["sqlite:./~x.db", { dialect: "sqlite", path: "./~x.db" }],
    ["sqlite::memory:", { dialect: "sqlite", path: ":memory:" }],
  ])("%s is a file", (text, address) => expect(read(text)).toEqual(address))

  it.each([
    "postgres://localhost/books",
    "postgres:///books?host=/var/run/postgresql",
    "postgresql://u:p@db.example:5432/books?sslmode=require",
    "postgres://u:p%40ss%23w%3Frd%2Fx@127.0.0.1:5432/books",
    "postgres://u@[::1]:5432/books",
    "postgres://u:p@h/books?application_name=night@shop",
    "postgres://me%40shop:p@h/books",
  ])("%s is a server", (url) => expect(read(url)).toEqual({ dialect: "pg", url, connections: 10 }))

  it("says how many connections a process may have", () => {
    const url = "postgres://u@h/books?connections=4&sslmode=require"
    expect(read(url)).toEqual({ dialect: "pg", url: "postgres://u@h/books?sslmode=require", connections: 4 })
    expect(withConnections("postgres://u@h/books", 4)).toBe("postgres://u@h/books?connections=4")
    expect(withConnections("sqlite:books.db", 4)).toBe("sqlite:books.db")
  })

  it.each<readonly [string, string, string]>([
    ["", "empty", ""],
    ["  ", "empty", ""],
    ["sqlite:", "empty", ""],
    ["sqlite://x.db", "slashes", "x.db"],
    ["sqlite:file:x.db", "uri", "x.db"],
    ["sqlite:FILE:///var/x.db?mode=ro", "uri", "/var/x.db"],
    ["sqlite:///var/x.db", "slashes", "var/x.db"],
    ["sqlite:~/b.db", "tilde", "~/b.db"],
    ["sqlite:~shop/b.db", "tilde", "~shop/b.db"],
    ["~/b.db", "tilde", "~/b.db"],
    [`sqlite:${folder}`, "folder", folder],
    [folder, "folder", folder],
    [`sqlite:${inFolder("no/b.db")}`, "no_folder", inFolder("no")],
    [`sqlite:${inFolder("notes.txt/b.db")}`, "no_folder", inFolder("notes.txt")],
    [`sqlite:${inFolder("notes.txt")}`, "not_sqlite", inFolder("notes.txt")],
    [inFolder("short"), "not_sqlite", inFolder("short")],
    [inFolder("new.db"), "unknown", inFolder("new.db")],
    ["x.db", "unknown", "x.db"],
    ["mysql://u:secret@h/books", "unknown", ""],
    ["postgres://u:secret@h:port/books", "not_a_url", ""],
    ["postgres://u@h/books?connections=1", "connections", ""],
    ["postgres://u@h/books?connections=many", "connections", ""],
    ["postgres://u:p@ss@h/books", "not_encoded", ""],
    ["postgres://u:p#ss@h/books", "not_encoded", ""],
    ["postgres://u:p?ss@h/books", "not_encoded", ""],
    ["postgres://u:p/ss@h/books", "not_encoded", ""],
    ["postgres://u:1/ss@h/books", "not_encoded", ""],
    ["postgres://u:p@ss?a=b@h/books", "not_encoded", ""],
    ["postgres://u:p@ss/a@h/books", "not_encoded", ""],
    ["postgres://u:100%@h/books", "not_encoded", ""],
    ["postgres://u:p@ss#w?rd/x@127.0.0.1:19199/db", "not_encoded", ""],
  ])("%s is refused: %s", (text, fault, path) => expect(read(text)).toMatchObject({ fault, path }))

  it("leaves what it refuses as it is", () => {
    expect(readFileSync(inFolder("notes.txt"), "utf8")).toBe("Seq,IsNeedCharge\n")
  })
})

it.skipIf(!existsSync("/proc/locks"))("a file that this process has open stays locked (tried on Linux)", () => {
  const path = inFolder("held.db")
  const db = new DatabaseSync(path)
  db.exec("PRAGMA journal_mode = WAL; CREATE TABLE a (b); INSERT INTO a VALUES (1)")
  const { ino } = statSync(path)
  const locks = () =>
    readFileSync("/proc/locks", "utf8")
      .split("\n")
      .filter((line) => line.includes(`:${ino} `))
  expect(locks()).toHaveLength(1)
  expect(read(path)).toEqual({ dialect: "sqlite", path })
  expect(locks()).toHaveLength(1)
  db.close()
})
