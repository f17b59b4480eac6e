/** Callers that mean no good, on sockets of their own. */
import { connect, type Socket } from "node:net"

export interface Intruder {
  readonly socket: Socket
  /** All that came back. */
  readonly heard: () => string
  readonly isClosed: () => boolean
  /** On the clock of `performance`; infinite while it is open. */
  readonly closedAt: () => number
}

/** Connects and writes; `drip` is written once every 100 ms for as long as the connection lasts. */
export const intrude = (url: string, first: string | Uint8Array = "", drip?: string): Promise<Intruder> =>
  new Promise((resolve, reject) => {
    const { port, hostname } = new URL(url)
    const socket = connect(Number(port), hostname)
    let [heard, closedAt] = ["", Infinity]
    socket.on("data", (chunk) => (heard += chunk.toString("latin1")))
    socket.on("error", () => {})
    socket.once("error", reject)
    socket.on("connect", () => {
      if (first.length > 0) socket.write(first)
      const timer = drip === undefined ? undefined : setInterval(() => socket.write(drip), 100)
      socket.on("close", () => {
        clearInterval(timer)
        closedAt = performance.now()
      })
      resolve({ socket, heard: () => heard, isClosed: () => closedAt < Infinity, closedAt: () => closedAt })
    })
  })

/** So many at once. */
export const intrudeMany = (count: number, url: string, first?: string, drip?: string): Promise<Array<Intruder>> =>
  Promise.all(Array.from({ length: count }, () => intrude(url, first, drip)))

export const leave = (intruders: ReadonlyArray<Intruder>): void => intruders.forEach(({ socket }) => socket.destroy())

/** A request for events as far as its body, which is announced to be so long. */
export const eventHead = (length: number, headers = ""): string =>
  `POST /events HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n${headers}\r\n`
