/** A TCP port that leads to another one, until it is shut: a database that is away, and comes back. */
import { connect, createServer, type Server, type Socket } from "node:net"
import type { AddressInfo } from "node:net"

export class Gate {
  readonly #target: number
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined
  port = 0

  constructor(target: number) {
    this.#target = target
  }

  async open(): Promise<void> {
    const server = createServer((socket) => {
      const onward = connect(this.#target, "127.0.0.1")
      for (const each of [socket, onward]) {
        this.#sockets.add(each)
        each.on("error", () => {})
        each.on("close", () => this.#sockets.delete(each))
      }
      socket.pipe(onward).pipe(socket)
    })
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", () => resolve()))
    this.port = (server.address() as AddressInfo).port
    this.#server = server
  }

  async shut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server?.close(() => resolve()))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }
}
