/**
 * The provider on loopback: a real HTTP server that speaks the provider's wire protocol over a simulated world. It ends
 * with its scope, or by `close()`.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"

import { type AccountBill, accountBillsOf, type MoneyOptions, plantedMoneyOf } from "./world/AccountBill.ts"
import { type Account, defaultAccounts } from "./world/Account.ts"
import { BusinessClock, type Instant } from "./BusinessClock.ts"
import { control, isControl } from "./control.ts"
import type { Fault } from "./faults/Fault.ts"
import { FaultScript, type FaultTarget } from "./faults/FaultScript.ts"
import type { History } from "./world/History.ts"
import type { Planted, PlantKind } from "./world/plant.ts"
import { answer, type Provider } from "./Provider.ts"
import { type Reply, send } from "./wire/Reply.ts"
import { type RequestCount, RequestLimit } from "./wire/RequestLimit.ts"
import type { WireRequest } from "./wire/signature.ts"
import { type Truth, truthOf } from "./world/Truth.ts"
import { type PlantTarget, World } from "./world/World.ts"

export interface SimulatorOptions {
  /** Default: a free one. */
  readonly port?: number
  /** What decides the world. Default "1". */
  readonly seed?: string | number
  readonly accounts?: ReadonlyArray<Account>
  /** What the world holds at the start. Default: nothing. */
  readonly history?: History
  /** The prices by which account bills are made, and the errors in them. Default: there are no account bills. */
  readonly money?: MoneyOptions
  /** The business time at the start. Default: now. */
  readonly now?: Instant
  /** Whether the business clock moves only when it is told to. Default false. */
  readonly isFrozen?: boolean
  /** How many BizTokens a page of the bill holds. Default 100. */
  readonly billPageSize?: number
  /** Whether the bill lists attempts that are not charged. Default true. */
  readonly listsUncharged?: boolean
  /** Requests a second of real time, by action, for each account. Default 100, and 20 for the bill. */
  readonly limits?: Readonly<Record<string, number>>
  /** Shown every request that was signed rightly and within the limit, before it is answered. */
  readonly onRequest?: (request: FaultTarget) => void
}

export interface SimulatorHandle {
  /** Host and port: the SDK's `httpProfile.endpoint`, with `protocol: "http://"`. */
  readonly endpoint: string
  /** The same as a URL; the control surface is under `${url}/simulator/`. */
  readonly url: string
  readonly accounts: ReadonlyArray<Account>
  /** The business time, epoch milliseconds. */
  readonly now: () => number
  readonly setClock: (at: Instant) => void
  readonly advance: (ms: number) => void
  /** Lets the business clock stand still, or run with real time. */
  readonly freeze: (isFrozen: boolean) => void
  readonly script: (...faults: ReadonlyArray<Fault>) => void
  readonly clearFaults: () => void
  /** Plants an error on a bill and says where; `undefined` if there is no room for it. */
  readonly plant: (kind: PlantKind, target?: PlantTarget) => Planted | undefined
  /** Takes all planted errors off the bills. */
  readonly heal: () => void
  readonly truth: () => Truth
  /** The account bills of a month, `2026-10`, one for each account. */
  readonly accountBills: (month: string) => ReadonlyArray<AccountBill>
  /** What was asked of the provider so far. */
  readonly counts: () => ReadonlyArray<RequestCount>
  readonly close: () => Promise<void>
}

/** The simulator could not be started. */
export class SimulatorError extends Schema.TaggedError<SimulatorError>()("SimulatorError", {
  reason: Schema.String,
}) {
  override get message(): string {
    return `The simulator does not start: ${this.reason}`
  }
}

/** The simulator as a service. */
export class Simulator extends Context.Service<Simulator, SimulatorHandle>()("faceid-tally/Simulator") {
  static layer(options: SimulatorOptions = {}): Layer.Layer<Simulator, SimulatorError> {
    return Layer.effect(Simulator, startSimulator(options))
  }
}

/** Starts a simulator that ends with the scope. */
export const startSimulator = (
  options: SimulatorOptions = {},
): Effect.Effect<SimulatorHandle, SimulatorError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () => makeSimulator(options),
      catch: (cause) => new SimulatorError({ reason: cause instanceof Error ? cause.message : String(cause) }),
    }),
    ({ close }) => Effect.promise(close),
  )

/** Starts a simulator that ends when it is closed. */
export const makeSimulator = async (options: SimulatorOptions = {}): Promise<SimulatorHandle> => {
  const provider = makeProvider(options)
  const { world, money, clock, faults, limit } = provider
  const closing = new AbortController()
  const server = createServer((request, response) => {
    serve(provider, request, response, closing.signal).catch(() => response.socket?.destroy())
  })
  await listen(server, options.port ?? 0)
  const { port } = server.address() as AddressInfo
  const endpoint = `${HOST}:${port}`
  return {
    endpoint,
    url: `http://${endpoint}`,
    accounts: world.accounts,
    now: () => clock.now(),
    setClock: (at) => clock.set(at),
    advance: (ms) => clock.set(clock.now() + ms),
    freeze: (isFrozen) => clock.freeze(isFrozen),
    script: (...scripted) => faults.add(scripted),
    clearFaults: () => faults.clear(),
    plant: (kind, target) => world.plant(kind, target),
    heal: () => world.heal(),
    truth: () => truthOf(world, money),
    accountBills: (month) => accountBillsOf(world, money, month),
    counts: () => limit.counts,
    close: async () => {
      closing.abort()
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      server.closeAllConnections()
      await closed
    },
  }
}

const HOST = "127.0.0.1"
const BILL_PAGE_SIZE = 100
const LIMITS = { DetectAuth: 100, GetDetectInfoEnhanced: 100, GetWeChatBillDetails: 20 }
/** The provider's own limit on a request. */
const BODY_BYTES_MAX = 10 * 2 ** 20

const makeProvider = (options: SimulatorOptions): Provider => {
  const seed = String(options.seed ?? "1")
  const world = new World({
    seed,
    accounts: options.accounts ?? defaultAccounts,
    history: options.history,
    listsUncharged: options.listsUncharged ?? true,
  })
  // Whether there is room for every error is seen now.
  plantedMoneyOf(world, options.money)
  return {
    world,
    money: options.money,
    clock: new BusinessClock(options.now, options.isFrozen),
    faults: new FaultScript(seed),
    limit: new RequestLimit({ ...LIMITS, ...options.limits }),
    billPageSize: options.billPageSize ?? BILL_PAGE_SIZE,
    onRequest: options.onRequest,
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, HOST, () => {
      server.off("error", reject)
      resolve()
    })
  })

const serve = async (
  provider: Provider,
  incoming: IncomingMessage,
  response: ServerResponse,
  signal: AbortSignal,
): Promise<void> => {
  const body = await bodyOf(incoming)
  const { method = "GET", url = "/", headers } = incoming
  const request: WireRequest = { method, url, headers, body: body ?? new Uint8Array() }
  const reply = body === undefined ? TOO_LARGE : replyTo(provider, request)
  await send(reply, response, signal)
}

const replyTo = (provider: Provider, request: WireRequest): Reply =>
  isControl(request) ? control(provider, request) : answer(provider, request, `http://${request.headers.host ?? HOST}`)

const TOO_LARGE: Reply = {
  status: 200,
  contentType: "application/json",
  body: JSON.stringify({
    Response: { Error: { Code: "RequestSizeLimitExceeded", Message: "Too large." }, RequestId: "" },
  }),
}

/** The body, or `undefined` if it is too large. */
const bodyOf = async (incoming: IncomingMessage): Promise<Uint8Array | undefined> => {
  const chunks: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size <= BODY_BYTES_MAX) chunks.push(chunk)
  }
  return size <= BODY_BYTES_MAX ? Buffer.concat(chunks) : undefined
}
