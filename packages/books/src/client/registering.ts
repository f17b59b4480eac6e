/**
 * Wraps a client of the official SDK, so that what passes by is kept in the same call: the BizToken that `DetectAuth` brings,
 * without which its result is lost sooner or later, and the answer of `GetDetectInfoEnhanced`. Whatever becomes of the keeping,
 * the customer's call goes on as it would without.
 */
import type { Registration } from "./Registration.ts"

export type { Registration }

/** The part of the SDK's client that matters; whatever else it can do, the wrapped one can too. */
interface FaceIdClient {
  readonly DetectAuth: (...parameters: never) => Promise<DetectAuthAnswer>
  readonly GetDetectInfoEnhanced?: (...parameters: never) => Promise<unknown>
}

interface DetectAuthAnswer {
  readonly BizToken?: string | null | undefined
}

/** Whose an answer is. */
export interface FetchedAnswer {
  readonly bizToken: string
  readonly ruleId: string | null
  /** `null` is the account `default`. */
  readonly account: string | null
}

/** Where it is kept: the books of `openBooks`, or what stands for them. */
export interface Keeper {
  readonly register: (registration: Registration) => unknown
  /** Given each answer that was asked for with its text. It is full of personal data: keep the facts of its attempts alone. */
  readonly record?: (bizToken: string, response: unknown, of: FetchedAnswer) => unknown
  /** What time it is by the books. Default: the system's clock. */
  readonly now?: () => number
}

export interface RegisteringOptions {
  /** The account that the client's credentials belong to. Default: `default`. */
  readonly account?: string | undefined
  /** Told of each BizToken that could not be registered, with all that is needed to register it later. Default: a line on stderr. */
  readonly onFailure?: ((registration: Registration, cause: unknown) => void) | undefined
  /** Told whose answer could not be recorded. Default: a line on stderr. */
  readonly onUnrecorded?: ((fetched: FetchedAnswer, cause: unknown) => void) | undefined
  /** How long the customer's call waits for what is kept of it at most. Default 2000. */
  readonly timeoutMs?: number | undefined
  /** Default: that of the keeper. */
  readonly now?: (() => number) | undefined
}

const TIMEOUT_MS = 2000

/** The client, with all that it brings handed to the keeper; a function alone only registers. */
export const registering = <Client extends FaceIdClient>(
  client: Client,
  keeper: Keeper | Keeper["register"],
  options: RegisteringOptions = {},
): Client => {
  const { account = null, timeoutMs = TIMEOUT_MS } = options
  const { onFailure = tellUnregistered, onUnrecorded = tellUnrecorded } = options
  const {
    register,
    record,
    now: ownNow = Date.now,
  }: Keeper = typeof keeper === "function" ? { register: keeper } : keeper
  const { now = ownNow } = options

  const keepToken = async (request: Request, { BizToken: bizToken }: DetectAuthAnswer): Promise<void> => {
    if (typeof bizToken !== "string" || bizToken === "") return
    // After the answer: a time of issue must not be before the true one, or "final" would come too early.
    const registration: Registration = { bizToken, ruleId: textOf(request.RuleId), account, issuedAt: now() }
    await keepInTime(
      () => register(registration),
      timeoutMs,
      (cause) => onFailure(registration, cause),
    )
  }

  const keepAnswer = async (request: Request, response: unknown): Promise<void> => {
    const bizToken = textOf(request.BizToken)
    if (record === undefined || bizToken === null || !isAskedWithText(request)) return
    const fetched: FetchedAnswer = { bizToken, ruleId: textOf(request.RuleId), account }
    await keepInTime(
      () => record(bizToken, response, fetched),
      timeoutMs,
      (cause) => onUnrecorded(fetched, cause),
    )
  }

  // An object that leads back to the client: it is an instance of the same class, and keeps what the client is given later.
  return Object.create(client, {
    DetectAuth: method((...asked) => client.DetectAuth(...(asked as never)), keepToken),
    ...(client.GetDetectInfoEnhanced !== undefined && {
      GetDetectInfoEnhanced: method(
        async (...asked) => client.GetDetectInfoEnhanced?.(...(asked as never)),
        keepAnswer,
      ),
    }),
  }) as Client
}

/** What is looked at of a request: the rest of it is personal. */
interface Request {
  readonly BizToken?: unknown
  readonly RuleId?: unknown
  readonly InfoType?: unknown
}

type Callback = (error: unknown, response: unknown) => void

/** The method with its answer kept before anyone has it: by promise and by callback, as in the SDK. */
const method = <Answer>(
  call: (...parameters: ReadonlyArray<unknown>) => Promise<Answer>,
  keep: (request: Request, response: Answer) => Promise<void>,
): PropertyDescriptor => ({
  writable: true,
  configurable: true,
  value: async (...parameters: ReadonlyArray<unknown>): Promise<Answer> => {
    const last = parameters.at(-1)
    const callback = typeof last === "function" ? (last as Callback) : undefined
    const asked = callback === undefined ? parameters : parameters.slice(0, -1)
    let response: Answer
    try {
      response = await call(...asked)
    } catch (error) {
      callback?.(error, null)
      throw error
    }
    await keep(asked[0] ?? {}, response)
    callback?.(null, response)
    return response
  },
})

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null)

/** By `InfoType` one asks for parts of the answer; only those with the text say what was charged. */
const isAskedWithText = ({ InfoType: asked }: Request): boolean => {
  const parts = textOf(asked)
  return parts === null || /[01]/.test(parts)
}

/** Never fails: the customer's call goes on, whatever the keeper does, or their own callback. */
const keepInTime = async (
  keep: () => unknown,
  timeoutMs: number,
  onFailure: (cause: unknown) => void,
): Promise<void> => {
  try {
    await inTime(Promise.resolve(keep()), timeoutMs)
  } catch (cause) {
    try {
      onFailure(cause)
    } catch {
      // Nobody is left to tell.
    }
  }
}

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
const tellUnregistered = ({ bizToken, ruleId, issuedAt }: Registration): void => {
  console.error(
    `faceid-tally: not registered, do it with: faceid-tally register ${bizToken} --rule ${ruleId ?? "?"} --issued-at ${new Date(issuedAt ?? 0).toISOString()}`,
  )
}

/** A registered BizToken is still due, and loses nothing. */
const tellUnrecorded = ({ bizToken }: FetchedAnswer): void => {
  console.error(
    `faceid-tally: an answer was not recorded; if its BizToken is registered, it is fetched by: faceid-tally collect (${bizToken})`,
  )
}
