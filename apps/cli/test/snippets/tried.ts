/** What is held of every snippet, whatever its language. */
import { mkdirSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import type { AddressInfo } from "node:net"
import { join } from "node:path"

import { startServer } from "@faceid-tally/http"
import { expect } from "vitest"

import { temporaryFolder } from "../program.ts"
import { runHere } from "../runHere.ts"
import { answers, counted, oddAnswers, personal } from "./answers.ts"
import { prepared, type Snippet } from "./snippets.ts"

/** Every line is as it must be, the CLI counts them, and the BizToken is registered by a key that may do no more. */
export const tryAgainstService = async (snippet: Snippet): Promise<void> => {
  using folder = temporaryFolder()
  const ledger = `sqlite:${join(folder.path, "books.db")}`
  const created = await runHere(["key", "create", "--role", "ingest", "--ledger", ledger], "en")
  const key = created.out.trim()
  const run = await prepared(snippet, folder.path)
  const server = await startServer({ settings: { ledger }, env: {}, port: 0, writeLog: () => undefined })
  try {
    const printed = await run(askedIn(folder.path), { url: server.url, key })
    expect(printed.at(-1)).toBe("registered true")
    const lines = printed.slice(0, -1)
    const [good, odd] = [lines.slice(0, answers.length), lines.slice(answers.length)]
    expect(good.map(lineWithoutTime)).toEqual(answers.map(({ line }) => line))
    // Whatever becomes of what is no answer, neither the line nor what is thrown has anything of a person.
    expect(odd.length).toBe(oddAnswers.length)
    expect(personal.filter((each) => printed.join("\n").includes(each))).toEqual([])

    const log = join(folder.path, "charges.log")
    const logged = good
      .filter((line) => !line.startsWith("refused"))
      .map((line) => `2026-10-01 10:00:00 INFO faceid ${line}\n`)
    writeFileSync(log, logged.join(""))
    expect(JSON.parse((await runHere(["count", log, "--json", "--quiet"], "en")).out)).toMatchObject(counted)

    const status = await runHere(["show", "token-1", "--json", "--ledger", ledger], "en")
    expect(JSON.parse(status.out)).toMatchObject({ verification: { ruleId: "1001", estimated: false } })
  } finally {
    await server.close()
  }
}

/** Where the service is away, refuses, or never answers, the program goes on. */
export const tryWithoutService = async (snippet: Snippet): Promise<void> => {
  using folder = temporaryFolder()
  const run = await prepared(snippet, folder.path)
  const [first] = answers
  const asked = [first?.bizToken ?? "", first?.ruleId ?? "", askedIn(folder.path)[2] ?? ""]
  const silent = createServer(() => undefined).listen(0, "127.0.0.1")
  const service = await startServer({
    settings: { ledger: `sqlite:${join(folder.path, "books.db")}` },
    env: {},
    port: 0,
    writeLog: () => undefined,
  })
  try {
    const { port } = silent.address() as AddressInfo
    for (const url of ["http://127.0.0.1:1", `http://127.0.0.1:${port}`, `${service.url}/nowhere`]) {
      const printed = await run(asked, { url, key: "ft_none" })
      expect(printed.at(-1)).toBe("registered false")
    }
  } finally {
    await service.close()
    silent.close()
  }
}

const askedIn = (folder: string): ReadonlyArray<string> => {
  mkdirSync(join(folder, "answers"), { recursive: true })
  const odd = oddAnswers.map((text) => ({ bizToken: "token-5", ruleId: "1001", text }))
  const all = [...answers.map(({ answer, ...rest }) => ({ ...rest, text: JSON.stringify(answer) })), ...odd]
  return all.flatMap(({ bizToken, ruleId, text }, i) => {
    const file = join(folder, "answers", `${i}.json`)
    writeFileSync(file, text)
    return [bizToken, ruleId, file]
  })
}

const lineWithoutTime = (line: string): unknown => {
  if (line.startsWith("refused")) return undefined
  const { FetchedAt, Response, ...rest } = JSON.parse(line) as Line
  expect(Math.abs(Date.now() - FetchedAt)).toBeLessThan(600_000)
  // No attempt is an empty list, or null as the provider has it.
  const { LivenessDetail, ...text } = Response.Text
  return { ...rest, Response: { Text: { ...text, LivenessDetail: LivenessDetail ?? [] } } }
}

interface Line {
  readonly FetchedAt: number
  readonly Response: { readonly Text: { readonly LivenessDetail: ReadonlyArray<unknown> | null } }
}
