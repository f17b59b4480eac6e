/**
 * How many connections there may be. When there are too many, one without a complete request has to go: the one that has
 * waited longest, and first of those that never sent one. So who connects and sends nothing, or sends slowly, cannot keep
 * out those who send at once.
 */
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import type { Socket } from "node:net"

/** Each with the request that it is at; longest waiting first. */
type Waiting = Map<Socket, IncomingMessage | undefined>

export class Connections {
  readonly #newcomers: Waiting = new Map()
  /** They were answered before. */
  readonly #known: Waiting = new Map()
  readonly #max: number
  #cut = 0

  constructor(server: Server, max: number) {
    this.#max = max
    server.on("connection", (socket) => this.#add(socket))
    server.on("request", (request, response) => this.#begin(request, response))
  }

  get open(): number {
    return this.#newcomers.size + this.#known.size
  }

  get cut(): number {
    return this.#cut
  }

  #add(socket: Socket): void {
    this.#newcomers.set(socket, undefined)
    socket.once("close", () => this.#remove(socket))
    if (this.open > this.#max && !this.#makeRoom(this.#newcomers)) this.#makeRoom(this.#known)
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    for (const waiting of [this.#newcomers, this.#known]) if (waiting.has(socket)) waiting.set(socket, request)
    response.once("close", () => {
      if (this.#remove(socket)) this.#known.set(socket, undefined)
    })
  }

  #remove(socket: Socket): boolean {
    return this.#newcomers.delete(socket) || this.#known.delete(socket)
  }

  /** False where all of them have sent what they want. */
  #makeRoom(waiting: Waiting): boolean {
    for (const [socket, request] of waiting) {
      if (request?.complete === true) continue
      this.#remove(socket)
      this.#cut++
      socket.destroy()
      return true
    }
    return false
  }
}
