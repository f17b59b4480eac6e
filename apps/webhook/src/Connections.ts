/**
 * How many connections there may be. When there are too many, the one that has waited longest without a complete request
 * has to go: who connects and sends nothing, or sends slowly, cannot keep out those who send at once.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"

export class Connections {
  /** Each with the request that it is at, in the order of the last answer: longest waiting first. */
  readonly #requests = new Map<Socket, IncomingMessage | undefined>()
  readonly #max: number
  #cut = 0

  constructor(server: Server, max: number) {
    this.#max = max
    server.on("connection", (socket) => this.#add(socket))
    server.on("request", (request, response) => this.#begin(request, response))
  }

  get open(): number {
    return this.#requests.size
  }

  get cut(): number {
    return this.#cut
  }

  #add(socket: Socket): void {
    this.#requests.set(socket, undefined)
    socket.once("close", () => this.#requests.delete(socket))
    if (this.#requests.size > this.#max) this.#makeRoom()
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    if (!this.#requests.has(socket)) return
    this.#requests.set(socket, request)
    response.once("close", () => {
      if (this.#requests.delete(socket)) this.#requests.set(socket, undefined)
    })
  }

  #makeRoom(): void {
    for (const [socket, request] of this.#requests) {
      if (request?.complete === true) continue
      this.#requests.delete(socket)
      this.#cut++
      socket.destroy()
      return
    }
  }
}
