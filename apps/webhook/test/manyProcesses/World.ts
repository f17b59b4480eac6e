/** All that runs: PostgreSQL, the provider, a robot that hears alerts, and the fleet, under business time that jumps. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

import {
  makeSimulator,
  personalMarks,
  settingsOf,
  type SimulatorHandle,
  type SimulatorOptions,
} from "@faceid-tally/simulator"

import { openPostgres, type Postgres } from "../../../../packages/ledger/test/databases.ts"
import { SECRET } from "./Customer.ts"
import { Fleet, type Role } from "./Fleet.ts"

const rolesOf = (each: number): ReadonlyArray<Role> => [
  ...Array.from({ length: each }, () => "receiver" as const),
  ...Array.from({ length: each }, () => "worker" as const),
  "http",
]
const PER_SECOND = 100

export interface Heard {
  readonly id: string
  readonly type: string
}

export class World implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), "faceid-tally-many-"))
  readonly simulator: SimulatorHandle
  readonly database: Postgres
  readonly ledger: string
  readonly fleet: Fleet
  /** Alerts as they were taken: those that were refused first come again. */
  readonly heard: Array<Heard> = []
  /** The last of what the processes said, for whoever looks for a fault. */
  said = ""
  leaks = 0
  readonly #robot: Server

  private constructor(
    simulator: SimulatorHandle,
    database: Postgres,
    ledger: string,
    robot: Server,
    fleet: (world: World) => Fleet,
  ) {
    this.simulator = simulator
    this.database = database
    this.ledger = ledger
    this.#robot = robot
    this.fleet = fleet(this)
  }

  /** With so many receivers and workers each. */
  static async open(options: SimulatorOptions, each: number, random: () => number): Promise<World> {
    const simulator = await makeSimulator(options)
    const database = await openPostgres()
    const ledger = await database.fresh()
    const robot = createServer()
    await new Promise<void>((resolve) => {
      robot.listen(0, "127.0.0.1", resolve)
    })
    let world: World | undefined
    const fleet = await Fleet.of(rolesOf(each), {
      get folder() {
        return world?.folder ?? tmpdir()
      },
      environment: () => ({
        PATH: process.env["PATH"],
        FACEID_TALLY_ENDPOINT: simulator.url,
        FACEID_TALLY_NOW: String(simulator.now()),
      }),
      onOutput: (text) => world?.listen(text),
    })
    world = new World(simulator, database, ledger, robot, () => fleet)
    world.#answerAlerts(random)
    world.#writeSettings(each)
    return world
  }

  listen(text: string): void {
    if (personalMarks.some((mark) => text.includes(mark)) || text.includes("planted-extra")) this.leaks++
    this.said = (this.said + text).slice(-20_000)
  }

  /** The robot is in trouble now and then. */
  #answerAlerts(random: () => number): void {
    this.#robot.on("request", (request, response) => {
      const chunks: Array<Buffer> = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        if (random() < 0.3) return void response.writeHead(503).end()
        const { type } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { readonly type: string }
        this.heard.push({ id: String(request.headers["webhook-id"]), type })
        response.writeHead(204).end()
      })
    })
  }

  #writeSettings(receivers: number): void {
    const { accounts } = this.simulator
    const { port } = this.#robot.address() as AddressInfo
    const settings = {
      ledger: this.ledger,
      accounts: settingsOf(accounts, PER_SECOND).accounts,
      webhook: { secrets: [SECRET], callbacks: { shop: { redirectTo: "https://shop.example/done" } }, receivers },
      alerts: { targets: { robot: { type: "webhook", url: `http://127.0.0.1:${port}/`, secret: SECRET } } },
    }
    writeFileSync(join(this.folder, "faceid-tally.json"), JSON.stringify(settings))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.fleet.stop(() => "SIGKILL")
    await this.simulator.close()
    this.#robot.closeAllConnections()
    await new Promise((resolve) => this.#robot.close(resolve))
    await this.database.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
