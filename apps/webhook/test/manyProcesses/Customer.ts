/** The customer's own program and its users' browsers: what they send until it is taken, and what they send for mischief. */
import type { TrueVerification } from "@faceid-tally/simulator"
import { Webhook } from "standardwebhooks"

import { pause } from "./Fleet.ts"

export const SECRET = `whsec_${Buffer.alloc(32, 9).toString("base64")}`
const TRIES_MAX = 400
const TIMEOUT_MS = 4000

export interface Doors {
  /** Addresses of receivers and HTTP services, of which some may be dead at the moment. */
  readonly receivers: ReadonlyArray<string>
  readonly services: ReadonlyArray<string>
}

export class Customer {
  readonly #doors: Doors
  readonly #random: () => number
  /** How often a door was knocked at, by what came of it. */
  readonly answers = new Map<string, number>()
  /** Ids that were sent with two bodies. */
  readonly conflicts = new Set<string>()
  sent = 0

  constructor(doors: Doors, random: () => number) {
    this.#doors = doors
    this.#random = random
  }

  /** Tells of a verification in one of the ways, and everything twice that may come twice. */
  async tell({ bizToken, ruleId, account, issuedAt }: TrueVerification): Promise<void> {
    const data = { bizToken, ruleId, account, issuedAt: new Date(issuedAt).toISOString() }
    const way = this.#random()
    if (way < 0.25) await this.#untilTaken(() => this.#post(data), [200, 201])
    else await this.event(`issued-${bizToken}`, { type: "verification.issued", data })
    if (way > 0.9) await this.event(`issued-${bizToken}`, { type: "verification.issued", data })
    if (way > 0.5) await this.browse(bizToken)
    if (way < 0.5) {
      await this.event(`finished-${bizToken}`, { type: "verification.finished", data: { bizToken } })
    }
    // Nobody waits for a browser, and it may name anything.
    if (way > 0.8) await this.browse(`forged-${Math.floor(this.#random() * 1e9)}`)
  }

  /** One id with two bodies: the second is refused. */
  async contradict({ bizToken }: TrueVerification): Promise<void> {
    const id = `twice-${bizToken}`
    const type = "verification.finished"
    await this.event(id, { type, data: { bizToken } })
    await this.event(id, { type, data: { bizToken: `${bizToken}-other` } }, 409)
    this.conflicts.add(id)
  }

  /** Sends until it is answered so, as a sender of webhooks does. */
  async event(id: string, event: object, answer = 202): Promise<void> {
    const body = JSON.stringify(event)
    await this.#untilTaken(() => {
      const at = new Date()
      const headers = {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
        "webhook-signature": new Webhook(SECRET).sign(id, at, body),
      }
      return fetch(`${this.#any(this.#doors.receivers)}/events`, { method: "POST", headers, body, ...limits() })
    }, [answer])
  }

  /** The browser's redirect: one try, whatever comes of it. */
  async browse(bizToken: string): Promise<void> {
    const url = `${this.#any(this.#doors.receivers)}/callback/shop?BizToken=${bizToken}&Extra=planted-extra`
    await this.#count(() => fetch(url, { redirect: "manual", ...limits() }))
  }

  #post(data: object): Promise<Response> {
    const headers = { "content-type": "application/json" }
    const url = `${this.#any(this.#doors.services)}/v1/verifications`
    return fetch(url, { method: "POST", headers, body: JSON.stringify(data), ...limits() })
  }

  async #untilTaken(send: () => Promise<Response>, taken: ReadonlyArray<number>): Promise<void> {
    this.sent++
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      if (taken.includes(await this.#count(send))) return
      await pause(100 + this.#random() * 200)
    }
    throw new Error("nobody takes it")
  }

  async #count(send: () => Promise<Response>): Promise<number> {
    let status = 0
    try {
      const response = await send()
      status = response.status
      await response.arrayBuffer()
    } catch {
      // Nobody is there, or not to the end: it counts as 0.
    }
    const answer = status === 0 ? "no answer" : String(status)
    this.answers.set(answer, (this.answers.get(answer) ?? 0) + 1)
    return status
  }

  #any(addresses: ReadonlyArray<string>): string {
    return addresses[Math.floor(this.#random() * addresses.length)] ?? ""
  }
}

const limits = () => ({ signal: AbortSignal.timeout(TIMEOUT_MS) })
