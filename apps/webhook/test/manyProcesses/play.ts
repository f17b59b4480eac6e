/**
 * Days of a customer's business: in the evening BizTokens are told of, in the morning the day is closed, and all the while
 * processes are killed, the database is restarted and the provider is in trouble. Business time jumps from one scene to the
 * next; a process learns of it as it starts, so every scene begins with new processes.
 */
import { type Ledger, Work } from "@faceid-tally/books/engine"
import { booksLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"

import { Customer } from "./Customer.ts"
import { type Member, pause } from "./Fleet.ts"
import { World } from "./World.ts"

export interface Plot {
  readonly seed: string
  readonly from: string
  readonly days: number
  /** How many receivers, and how many workers. */
  readonly each: number
  readonly verificationsPerDay: number
  /** How many errors of each kind are planted on the bills. */
  readonly plants: number
  /** How long things go wrong each evening, milliseconds of real time; in the morning half of it. */
  readonly troubleMs: number
  /** Between two kills. */
  readonly killEveryMs: number
  /** Between two restarts of the database. */
  readonly restartEveryMs: number
  /** Days whose morning nobody works: they are closed later. */
  readonly missedMornings: ReadonlyArray<number>
}

export interface Figures {
  kills: number
  databaseRestarts: number
  outages: number
  scenes: number
  readonly seconds: number
  readonly answers: Readonly<Record<string, number>>
}

const works = Effect.flatMap(Work, (work) => work.list({ limit: 1000 }))

const MS_PER_MINUTE = 60_000
const MS_PER_DAY = 1440 * MS_PER_MINUTE
/** Longer than any lease, so that what a dead process held is free. */
const LATER_MS = 21 * MS_PER_MINUTE
const LATER_MAX = 12
/** How long what can be done now is waited for. */
const QUIET_MS_MAX = 15_000

export class Play implements AsyncDisposable {
  readonly world: World
  readonly customer: Customer
  readonly plot: Plot
  readonly #random: () => number
  readonly #begun = Date.now()
  #databaseRestarts = 0
  #outages = 0
  #scenes = 0

  private constructor(world: World, plot: Plot, random: () => number) {
    this.world = world
    this.plot = plot
    this.#random = random
    const { fleet } = world
    const addresses = (members: ReadonlyArray<Member>) => members.map(({ url }) => url)
    this.customer = new Customer(
      { receivers: addresses(fleet.all("receiver")), services: addresses(fleet.all("http")) },
      random,
    )
  }

  static async open(plot: Plot): Promise<Play> {
    const { seed, from, days, each, verificationsPerDay, plants } = plot
    const random = randomOf(seed)
    const kinds = [
      "overcharge",
      "missing_line",
      "duplicate_line",
      "stranger_line",
      "undercharge",
      // A line moves to the day after its own.
      ...(days > 1 ? (["shifted_day"] as const) : []),
    ] as const
    const world = await World.open(
      {
        seed,
        now: `${from}T00:00:00+08:00`,
        history: { from, days, verificationsPerDay, plants: Object.fromEntries(kinds.map((kind) => [kind, plants])) },
        billPageSize: 5,
      },
      each,
      random,
    )
    return new Play(world, plot, random)
  }

  /** Everything, from the first evening to the last morning. */
  async perform(): Promise<void> {
    try {
      await this.#perform()
    } catch (cause) {
      throw new Error(`it ends early, and the processes said:\n${this.world.said}`, { cause })
    }
  }

  async #perform(): Promise<void> {
    const { days, missedMornings } = this.plot
    for (let day = 0; day < days; day++) {
      await this.#evening(day)
      if (!missedMornings.includes(day)) await this.#morning(day)
    }
    // The last bill is followed by an empty day, so that what it lacks is known for certain.
    await this.#morning(days)
  }

  get figures(): Figures {
    return {
      kills: this.world.fleet.kills,
      databaseRestarts: this.#databaseRestarts,
      outages: this.#outages,
      scenes: this.#scenes,
      seconds: Math.round((Date.now() - this.#begun) / 1000),
      answers: Object.fromEntries(this.customer.answers),
    }
  }

  /** At 23:59 all that was issued on the day is told of, and fetched as far as that goes. */
  async #evening(day: number): Promise<void> {
    const { simulator, fleet } = this.world
    const end = this.#start(day) + MS_PER_DAY
    simulator.setClock(end - MS_PER_MINUTE)
    await fleet.start("receiver", "http", "worker")
    const issued = simulator
      .truth()
      .verifications.filter(({ issuedAt }) => issuedAt >= end - MS_PER_DAY && issuedAt < end)
    await this.#inTrouble(async () => {
      await Promise.all(
        issued.map(async (verification) => {
          await pause(this.#random() * this.plot.troubleMs)
          await this.customer.tell(verification)
        }),
      )
      const [first] = issued
      if (first !== undefined) await this.customer.contradict(first)
    })
    await this.#end()
  }

  /** At 06:10 the day is closed; what dead processes held is waited for. */
  async #morning(day: number): Promise<void> {
    const { simulator, fleet } = this.world
    simulator.setClock(this.#start(day + 1) + 370 * MS_PER_MINUTE)
    await fleet.start("worker")
    await this.#inTrouble(() => pause(this.plot.troubleMs / 2))
    for (let later = 0; !(await this.#isClosed(day)); later++) {
      if (later === LATER_MAX) throw new Error(`day ${day} is not closed: ${JSON.stringify(await this.read(works))}`)
      await this.#end()
      simulator.advance(LATER_MS)
      await fleet.start("worker")
    }
    await this.#end()
  }

  /** Does the work while things go wrong; when it is done, all is well again. */
  async #inTrouble(work: () => Promise<void>): Promise<void> {
    const { simulator, fleet, database } = this.world
    let isOver = false
    const until = async (everyMs: number, harm: () => Promise<void>) => {
      for (;;) {
        await pause(everyMs * (0.5 + this.#random()))
        if (isOver) return
        await harm()
      }
    }
    const troubles = [
      until(this.plot.killEveryMs, async () => {
        const running = fleet.members.filter((member) => member.isRunning)
        const victim = running[Math.floor(this.#random() * running.length)]
        if (victim !== undefined) await fleet.kill(victim)
      }),
      until(this.plot.restartEveryMs, async () => {
        await database.stop()
        await pause(200)
        await database.start()
        this.#databaseRestarts++
      }),
      until(2000, async () => {
        simulator.script({ kind: "http", status: 503, times: "always" })
        this.#outages++
        await pause(1000)
        simulator.clearFaults()
        this.#script()
      }),
    ]
    this.#script()
    const done = work().finally(() => {
      isOver = true
    })
    await Promise.all([done, ...troubles])
    simulator.clearFaults()
  }

  /** Small troubles of the provider. */
  #script(): void {
    this.world.simulator.script(
      { kind: "reset", times: "always", probability: 0.03 },
      { kind: "api_error", code: "RequestLimitExceeded", times: "always", probability: 0.03 },
      { kind: "api_error", code: "InternalError", times: "always", probability: 0.02 },
      { kind: "latency", ms: 50, times: "always", probability: 0.1 },
      { kind: "cut", times: "always", probability: 0.01 },
    )
  }

  /** Some processes are asked to end, the others are killed. */
  async #end(): Promise<void> {
    this.#scenes++
    await this.world.fleet.stop(() => (this.#random() < 0.5 ? "SIGTERM" : "SIGKILL"))
  }

  /** Waits for all that can be done now; false where something is left for later. */
  #isClosed(day: number): Promise<boolean> {
    const now = this.world.simulator.now()
    const accounts = this.world.simulator.accounts.length
    const look = Effect.gen(function* () {
      for (const begun = Date.now(); Date.now() - begun < QUIET_MS_MAX; yield* Effect.sleep(500)) {
        const items = yield* works
        // Bills are pulled again on later days, and a difference lasts.
        const open = items.filter(({ kind, state }) => state === "open" && (kind === "close_day" || kind === "alert"))
        const closed = items.filter(({ kind, state }) => kind === "close_day" && state === "done").length
        if (closed >= (day + 1) * accounts && open.length === 0) return true
        if (open.length > 0 && open.every(({ dueAt }) => dueAt > now + QUIET_MS_MAX)) return false
      }
      return false
    })
    return this.read(look)
  }

  /** Looks into the books, which nobody else does in this process. */
  read<A, E>(work: Effect.Effect<A, E, Ledger | Work>): Promise<A> {
    return Effect.runPromise(Effect.provide(work, booksLayer(this.world.ledger)))
  }

  /** Midnight in China. */
  #start(day: number): number {
    return Date.parse(`${this.plot.from}T00:00:00+08:00`) + day * MS_PER_DAY
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.world[Symbol.asyncDispose]()
  }
}

/** Chance that a seed decides (mulberry32). */
const randomOf = (seed: string): (() => number) => {
  let state = [...seed].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, 7)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
