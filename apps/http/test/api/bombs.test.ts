// Small bodies that unpack to much: many at once leave the service answering and small, and its end does not wait for them.
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { constants, createGzip, gzipSync } from "node:zlib"

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"

const program = join(import.meta.dirname, "..", "..", "dist", "faceid-tally-http.js")
const MiB = 2 ** 20
const RESIDENT_MIB_MAX = 400
const ASK_EVERY_MS = 100
const isSoak = process.env["FACEID_TALLY_SOAK"] === "1"
/** Each takes its time to be read to its end; held whole and once more as text, even the fewer ones would be too much. */
const AT_ONCE = isSoak ? 20 : 3

let folder: string
let child: ChildProcess
let url: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-bombs-"))
  child = spawn(process.execPath, [program, "--port", "0"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], LANG: "en" },
  })
  let output = ""
  child.stdout?.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const isListening = () => {
    if (!output.includes("\n")) throw new Error("the service does not listen")
  }
  await vi.waitFor(isListening, { timeout: 60_000 })
  url = /http:\S+?(?= )/.exec(output)?.[0] ?? ""
}, 90_000)
afterEach(() => {
  child.kill("SIGKILL")
  rmSync(folder, { recursive: true, force: true })
})

/** A gzip of so many MiB of one text, with a head before it. */
const bombOf = async (head: string, text: string, mib: number): Promise<Uint8Array<ArrayBuffer>> => {
  const gzip = createGzip({ level: constants.Z_BEST_SPEED })
  const packed: Array<Buffer> = []
  gzip.on("data", (chunk: Buffer) => packed.push(chunk))
  const ended = new Promise((resolve) => gzip.once("end", resolve))
  gzip.write(head)
  const piece = Buffer.from(text.repeat(MiB / text.length))
  for (let i = 0; i < mib; i++) {
    if (!gzip.write(piece)) await new Promise((resolve) => gzip.once("drain", resolve))
  }
  gzip.end()
  await ended
  return new Uint8Array(Buffer.concat(packed))
}

const residentMiB = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1] ?? 0) / 1024

const send = (body: Uint8Array<ArrayBuffer>, type: string) =>
  fetch(`${url}/v1/count`, { method: "POST", body, headers: { "Content-Type": type } })

type Bomb = readonly [what: string, head: string, text: string, mib: number, type: string, atOnce: number]

const bombs: ReadonlyArray<Bomb> = [
  ["brackets", "", "[", 900, "application/json", AT_ONCE],
  ["one long string", '{"a":"', "x", 66, "application/json", AT_ONCE],
  ...(isSoak
    ? ([
        ["blanks", "", " ", 66, "application/x-ndjson", AT_ONCE],
        ["a table in no encoding that is known yet", "Seq,IsNeedCharge\né,true\n", " ", 66, "text/csv", AT_ONCE],
      ] as const)
    : []),
]

describe.skipIf(process.platform !== "linux")("many at once", () => {
  it.each(bombs)("of %s", { timeout: 240_000 }, async (_, head, text, mib, type, atOnce) => {
    const body = await bombOf(head, text, mib)
    let isDone = false
    const sent = Promise.all(
      Array.from({ length: atOnce }, () => send(body, type).then((response) => response.status)),
    ).finally(() => (isDone = true))
    let asked = 0
    for (; !isDone; asked++) {
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      await setTimeout(ASK_EVERY_MS)
    }
    expect(asked).toBeGreaterThan(0)
    for (const status of await sent) expect([200, 422]).toContain(status)
    expect(residentMiB()).toBeLessThan(RESIDENT_MIB_MAX)
  })
})

it("an array of any length in one line is counted, while others are answered", { timeout: 120_000 }, async () => {
  const record = (i: number) =>
    `{"BizToken":"b-${i}","Response":{"BestFrame":"${"x".repeat(MiB / 4)}","Text":{"LivenessDetail":[{"Seq":"s-${i}","IsNeedCharge":true}]}}}`
  const records = Array.from({ length: 300 }, (__, i) => record(i))
  const response = await send(new Uint8Array(gzipSync(`[${records.join(",")}]`)), "application/x-ndjson")
  expect([response.status, await response.json()]).toMatchObject([200, { charges: 300, rejected: 0 }])
})

it("SIGTERM ends the service although an upload stands still", { timeout: 60_000 }, async () => {
  const socket = connect(Number(new URL(url).port), "127.0.0.1")
  let answer = ""
  socket.on("data", (chunk: Buffer) => (answer += chunk.toString()))
  socket.write(
    "POST /v1/count HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n[",
  )
  await fetch(`${url}/healthz`)
  const ended = new Promise((resolve) => child.once("exit", resolve))
  const startedAt = performance.now()
  child.kill("SIGTERM")
  expect(await ended).toBe(0)
  expect(performance.now() - startedAt).toBeLessThan(20_000)
  expect(answer).toMatch(/^HTTP\/1\.1 503 .*urn:faceid-tally:problem:ending/s)
})
