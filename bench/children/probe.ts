// Asks a service how it is every few milliseconds until it is told to stop, and prints how long it was kept waiting: node probe.ts URL
import { once } from "node:events"
import { Agent, get } from "node:http"
import process from "node:process"

const PAUSE_MS = 5

const [url = ""] = process.argv.slice(2)
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
const waits: Array<number> = []
let isOver = false
process.stdin.once("data", () => (isOver = true))

const ask = async (): Promise<void> => {
  const startedAt = performance.now()
  const [response] = await once(get(`${url}/healthz`, { agent }), "response")
  response.resume()
  await once(response, "end")
  waits.push(performance.now() - startedAt)
}

// The first one makes the connection.
await ask()
waits.length = 0
process.stdout.write("ready\n")
while (!isOver) {
  await ask()
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
}
process.stdout.write(`${JSON.stringify(waits)}\n`)
agent.destroy()
process.stdin.destroy()
