/** Somebody who hears alerts: a real HTTP server on loopback that answers as it is told, then well. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export interface Heard {
  readonly url: URL
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export type Answer = (response: ServerResponse) => void

export const json =
  (value: unknown, status = 200): Answer =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value))
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(code, headers).end("no")
export const reset: Answer = (response) => response.socket?.resetAndDestroy()
/** Never answers. */
export const silent: Answer = () => {}
export const trickle: Answer = (response) => void response.writeHead(200).write("{")

export class Receiver implements AsyncDisposable {
  readonly heard: Array<Heard> = []
  readonly url: string
  /** What is answered next, before all others. */
  readonly next: Array<Answer> = []
  readonly #server

  private constructor(server: ReturnType<typeof createServer>) {
    this.#server = server
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/robot?key=planted-key`
  }

  /** Answers so, one after the other, and then with the last for ever. */
  static async open(...answers: ReadonlyArray<Answer>): Promise<Receiver> {
    const server = createServer((request, response) => {
      const chunks: Array<Buffer> = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        const url = new URL(request.url ?? "/", "http://127.0.0.1")
        receiver.heard.push({ url, headers: request.headers, body: Buffer.concat(chunks).toString("utf8") })
        const answer = receiver.next.shift() ?? answers[receiver.heard.length - 1] ?? answers.at(-1)
        answer?.(response)
      })
    })
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve)
    })
    const receiver = new Receiver(server)
    return receiver
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}
