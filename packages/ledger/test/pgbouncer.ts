/** A PgBouncer of this machine in front of a PostgreSQL; tests are skipped where it is not installed. */
import { spawn } from "node:child_process"
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir, userInfo } from "node:os"
import { join } from "node:path"

import { freePort } from "./freePort.ts"

const places = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer", "/opt/homebrew/bin/pgbouncer"]

export const pgbouncer: string | undefined = places.find((path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
})

export interface Pooler extends AsyncDisposable {
  /** The address of the same database through the pooler. */
  readonly address: string
}

/** It has no more than so many connections to the server. */
export const pooled = async (program: string, address: string, mode: string, size: number): Promise<Pooler> => {
  const { hostname, port, pathname, username, password } = new URL(address)
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-pooler-"))
  chmodSync(folder, 0o755)
  const listens = await freePort()
  const name = pathname.slice(1)
  const server = `host=${hostname} port=${port} dbname=${name} user=${username} password=${password}`
  const lines = [
    "[databases]",
    `${name} = ${server}`,
    "[pgbouncer]",
    "listen_addr = 127.0.0.1",
    `listen_port = ${listens}`,
    "auth_type = any",
    `pool_mode = ${mode}`,
    `default_pool_size = ${size}`,
    "unix_socket_dir =",
  ]
  const file = join(folder, "pgbouncer.ini")
  writeFileSync(file, `${lines.join("\n")}\n`)
  // It does not run as root.
  const child = spawn(program, [...(userInfo().uid === 0 ? ["-u", "nobody"] : []), file], { stdio: "ignore" })
  const ended = new Promise((resolve) => child.once("close", resolve))
  await listening(listens)
  return {
    address: `postgres://${username}:${password}@127.0.0.1:${listens}/${name}`,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL")
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const listening = async (port: number): Promise<void> => {
  for (let tries = 0; ; tries++) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1")
      socket.once("connect", () => (socket.destroy(), resolve(true)))
      socket.once("error", () => resolve(false))
    })
    if (isThere) return
    if (tries === 200) throw new Error("PgBouncer does not listen")
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
