/**
 * Wraps a client of the official SDK so that each `DetectAuth` registers its BizToken in the same call: what is not
 * registered when it is issued is lost sooner or later. A registration that fails never fails the customer's call.
 */
import type { Registration } from "../ports/verifications.ts"

/** The part of the SDK's client that matters; whatever else it can do, the wrapped one can too. */
interface DetectAuthClient {
  readonly DetectAuth: (...parameters: never) => Promise<DetectAuthAnswer>
}

interface DetectAuthAnswer {
  readonly BizToken?: string | null | undefined
}

export interface RegisteringOptions {
  /** The account that the client's credentials belong to. Default: `default`. */
  readonly account?: string | undefined
  /** Told of each BizToken that could not be registered, with all that is needed to register it later. Default: a line on stderr. */
  readonly onFailure?: ((registration: Registration, cause: unknown) => void) | undefined
  /** How long the customer's call waits for its registration at most. Default 2000. */
  readonly timeoutMs?: number | undefined
  /** Default: the system's clock. */
  readonly now?: (() => number) | undefined
}

const TIMEOUT_MS = 2000

/** The client, with every BizToken that it brings handed to `register`. */
export const registering = <Client extends DetectAuthClient>(
  client: Client,
  register: (registration: Registration) => unknown,
  { account, onFailure = report, timeoutMs = TIMEOUT_MS, now = Date.now }: RegisteringOptions = {},
): Client => {
  const keep = async (ruleId: unknown, bizToken: string): Promise<void> => {
    const registration: Registration = {
      bizToken,
      ruleId: typeof ruleId === "string" && ruleId !== "" ? ruleId : null,
      account: account ?? null,
      // After the answer: a time of issue must not be before the true one, or "final" would come too early.
      issuedAt: now(),
    }
    try {
      await inTime(Promise.resolve(register(registration)), timeoutMs)
    } catch (cause) {
      try {
        onFailure(registration, cause)
      } catch {
        // The customer's call goes on, whatever its own callback does.
      }
    }
  }

  const detectAuth = async (...parameters: ReadonlyArray<unknown>): Promise<unknown> => {
    const last = parameters.at(-1)
    const callback = typeof last === "function" ? (last as Callback) : undefined
    const asked = callback === undefined ? parameters : parameters.slice(0, -1)
    let response: DetectAuthAnswer
    try {
      response = await client.DetectAuth(...(asked as never))
    } catch (error) {
      callback?.(error, null)
      throw error
    }
    if (typeof response.BizToken === "string" && response.BizToken !== "") {
      await keep(ruleIdOf(asked[0]), response.BizToken)
    }
    callback?.(null, response)
    return response
  }

  // An object that leads back to the client: it is an instance of the same class, and keeps what the client is given later.
  return Object.create(client, { DetectAuth: { value: detectAuth, writable: true, configurable: true } }) as Client
}

type Callback = (error: unknown, response: unknown) => void

/** Nothing else of the request is looked at: the rest of it is personal. */
const ruleIdOf = (request: unknown): unknown => (request as { readonly RuleId?: unknown } | null | undefined)?.RuleId

const inTime = async (work: Promise<unknown>, timeoutMs: number): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("timeout")), timeoutMs)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Enough to register it by hand. The cause is left out: it may quote what it was given. */
const report = ({ bizToken, ruleId, issuedAt }: Registration): void => {
  console.error(
    `faceid-tally: not registered, do it with: faceid-tally register ${bizToken} --rule ${ruleId ?? "?"} --issued-at ${new Date(issuedAt ?? 0).toISOString()}`,
  )
}
