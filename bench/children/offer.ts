// Offers signed events at a steady pace, whatever the answers are: node offer.ts URL SECRET PER_SECOND SECONDS. It prints how
// many were answered how, by their status, 0 for none, and how many a second it sent. All requests are made before the
// first is sent, and go by plain sockets, so that it takes little of a machine that it shares with the service.
import { connect, type Socket } from "node:net"
import process from "node:process"
import { setTimeout as sleep } from "node:timers/promises"
import { signWebhook } from "@faceid-tally/host"

const CONNECTIONS = 50
const MS_BETWEEN_BURSTS = 20
const MS_UNTIL_ANSWERED = 5000

const [url = "", secret = "", perSecond = "0", seconds = "0"] = process.argv.slice(2)
const { hostname, port } = new URL(url)
const pace = Number(perSecond)

const requestOf = (i: number): string => {
  const id = `offered-${i}`
  const data = { bizToken: `token-${id}`, ruleId: "1", issuedAt: Date.now() }
  const body = JSON.stringify({ type: "verification.issued", data })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = signWebhook(Buffer.from(secret, "base64"), id, timestamp, Buffer.from(body))
  const lines = [
    "POST /events HTTP/1.1",
    `host: ${hostname}:${port}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `webhook-id: ${id}`,
    `webhook-timestamp: ${timestamp}`,
    `webhook-signature: ${signature}`,
  ]
  return `${lines.join("\r\n")}\r\n\r\n${body}`
}

const answers = new Map<number, number>()
const count = (status: number, times = 1): void => {
  if (times > 0) answers.set(status, (answers.get(status) ?? 0) + times)
}

/** A connection that is opened anew when it is closed; requests follow one another on it without waiting. */
class Line {
  #socket: Socket | undefined
  #waiting = 0

  send(request: string): void {
    this.#socket ??= this.#open()
    this.#waiting++
    this.#socket.write(request)
  }

  get isIdle(): boolean {
    return this.#waiting === 0
  }

  /** What has no answer by now has none. */
  end(): void {
    count(0, this.#waiting)
    this.#waiting = 0
    this.#socket?.destroy()
  }

  #open(): Socket {
    const socket = connect(Number(port), hostname).setNoDelay().setEncoding("latin1")
    let rest = ""
    socket.on("data", (chunk: string) => {
      const text = rest + chunk
      const found = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)]
      for (const [, status] of found) count(Number(status))
      this.#waiting -= found.length
      // A status line may come in two pieces.
      rest = text.slice(Math.max(text.length - 12, (found.at(-1)?.index ?? -13) + 13))
    })
    socket.on("error", () => {})
    socket.once("close", () => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      count(0, this.#waiting)
      this.#waiting = 0
    })
    return socket
  }
}

const requests = Array.from({ length: pace * Number(seconds) }, (_, i) => requestOf(i))
const lines = Array.from({ length: CONNECTIONS }, () => new Line())
process.stdout.write("ready\n")

const startedAt = performance.now()
let sent = 0
while (sent < requests.length) {
  const due = Math.min(requests.length, Math.floor(((performance.now() - startedAt) * pace) / 1000))
  for (; sent < due; sent++) lines[sent % CONNECTIONS]?.send(requests[sent] ?? "")
  await sleep(MS_BETWEEN_BURSTS)
}
const took = performance.now() - startedAt
const end = performance.now() + MS_UNTIL_ANSWERED
while (performance.now() < end && !lines.every(({ isIdle }) => isIdle)) await sleep(MS_BETWEEN_BURSTS)
for (const line of lines) line.end()
process.stdout.write(`${JSON.stringify({ answers: [...answers], perSecond: Math.round((sent * 1000) / took) })}\n`)
