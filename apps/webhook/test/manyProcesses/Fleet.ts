/** Real processes of the built programs: receivers, workers and an HTTP service, killed at random and started again. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { dirname, join } from "node:path"

import { freePort } from "../../../../packages/ledger/test/freePort.ts"

const root = dirname(dirname(dirname(dirname(import.meta.dirname))))
const programOf = {
  receiver: join(root, "apps/webhook/dist/faceid-tally-webhook.js"),
  worker: join(root, "apps/webhook/dist/faceid-tally-webhook.js"),
  http: join(root, "apps/http/dist/faceid-tally-http.js"),
} as const
export type Role = keyof typeof programOf

const READY_MS_MAX = 180_000

/** One place that a process fills, and the next when it dies. */
export class Member {
  readonly role: Role
  readonly port: number
  readonly #fleet: FleetOptions
  #child: ChildProcess | undefined
  #isReady = false

  constructor(role: Role, port: number, fleet: FleetOptions) {
    this.role = role
    this.port = port
    this.#fleet = fleet
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
  }

  start(): void {
    if (this.isRunning) return
    const { folder, environment, onOutput } = this.#fleet
    const flags = this.role === "receiver" ? ["--no-worker"] : []
    const args = [programOf[this.role], ...flags, "--port", String(this.port), "--lang", "en"]
    this.#isReady = false
    const child = spawn(process.execPath, args, { cwd: folder, env: environment(), stdio: ["ignore", "pipe", "pipe"] })
    child.stdout.on("data", (chunk: Buffer) => {
      onOutput(String(chunk))
      this.#isReady = true
    })
    child.stderr.on("data", (chunk: Buffer) => onOutput(String(chunk)))
    this.#child = child
  }

  async ready(): Promise<void> {
    for (const begun = Date.now(); !this.#isReady; await pause(50)) {
      if (Date.now() - begun > READY_MS_MAX) throw new Error(`a ${this.role} does not start`)
      if (this.isRunning) continue
      // An HTTP service says so and ends where there is no database; whoever supervises it starts it again.
      if (this.role !== "http") throw new Error(`a ${this.role} ended at its start`)
      await pause(500)
      this.start()
    }
  }

  /** Ends the process; gives its exit code, `null` where it was killed. */
  async end(signal: "SIGTERM" | "SIGKILL"): Promise<number | null> {
    const child = this.#child
    if (child === undefined || !this.isRunning) return child?.exitCode ?? null
    const exited = once(child, "exit")
    child.kill(signal)
    const [code] = (await exited) as [number | null]
    return code
  }
}

export interface FleetOptions {
  readonly folder: string
  readonly environment: () => NodeJS.ProcessEnv
  readonly onOutput: (text: string) => void
}

export class Fleet {
  readonly members: ReadonlyArray<Member>
  kills = 0

  private constructor(members: ReadonlyArray<Member>) {
    this.members = members
  }

  static async of(roles: ReadonlyArray<Role>, options: FleetOptions): Promise<Fleet> {
    const ports = await Promise.all(roles.map(freePort))
    return new Fleet(roles.map((role, i) => new Member(role, ports[i] ?? 0, options)))
  }

  all(role: Role): ReadonlyArray<Member> {
    return this.members.filter((member) => member.role === role)
  }

  async start(...roles: ReadonlyArray<Role>): Promise<void> {
    const members = this.members.filter(({ role }) => roles.includes(role))
    for (const member of members) member.start()
    await Promise.all(members.map((member) => member.ready()))
  }

  /** `kill -9`, and another process in its place. */
  async kill(member: Member): Promise<void> {
    await member.end("SIGKILL")
    this.kills++
    member.start()
    // A machine that is busy must not lose them faster than they start.
    await member.ready()
  }

  /** Ends all; those that are asked to end have to do so in good order. */
  async stop(signalOf: (member: Member) => "SIGTERM" | "SIGKILL"): Promise<void> {
    await Promise.all(
      this.members.map(async (member) => {
        const [signal, isRunning] = [signalOf(member), member.isRunning]
        const code = await member.end(signal)
        if (isRunning && signal === "SIGTERM" && code !== 0) throw new Error(`a ${member.role} ended with ${code}`)
      }),
    )
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
