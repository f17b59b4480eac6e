/**
 * The control surface under `/simulator/`: clock, faults, planted errors, truth and counts, as JSON, for programs that
 * are not in this process. What it does, the handle does too.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { Fault } from "./faults/Fault.ts"
import { plantKinds } from "./world/plant.ts"
import type { Provider } from "./Provider.ts"
import type { Reply } from "./wire/Reply.ts"
import type { WireRequest } from "./wire/signature.ts"
import { truthOf } from "./world/Truth.ts"

const optional = Schema.optionalKey

const ClockChange = Schema.Struct({
  /** Epoch milliseconds, or ISO 8601 with an offset. */
  at: optional(Schema.Union([Schema.Int, Schema.String])),
  advanceMs: optional(Schema.Int),
  isFrozen: optional(Schema.Boolean),
})

const PlantRequest = Schema.Struct({
  kind: Schema.Literals(plantKinds),
  account: optional(Schema.String),
  bizToken: optional(Schema.String),
  seq: optional(Schema.String),
  day: optional(Schema.String),
})

const Faults = Schema.Union([Fault, Schema.Array(Fault)])

export const isControl = ({ url }: WireRequest): boolean => url.startsWith("/simulator/")

export const control = (provider: Provider, request: WireRequest): Reply => {
  const { pathname, searchParams } = new URL(request.url, "http://127.0.0.1")
  // A page in a browser could reach loopback under a name of its own.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) return no(403, "Loopback only.")
  const { world, clock, faults, limit } = provider
  switch (`${request.method} ${pathname}`) {
    case "GET /simulator/clock":
      return yes(clockState(provider))
    case "POST /simulator/clock":
      return read(ClockChange, request, ({ at, advanceMs, isFrozen }) => {
        if (at !== undefined) clock.set(at)
        if (advanceMs !== undefined) clock.set(clock.now() + advanceMs)
        if (isFrozen !== undefined) clock.freeze(isFrozen)
        return yes(clockState(provider))
      })
    case "GET /simulator/faults":
      return yes(faults.pending)
    case "POST /simulator/faults":
      return read(Faults, request, (scripted) => {
        faults.add("kind" in scripted ? [scripted] : scripted)
        return yes(faults.pending)
      })
    case "DELETE /simulator/faults":
      faults.clear()
      return yes([])
    case "GET /simulator/plants":
      return yes(world.planted)
    case "POST /simulator/plants":
      return read(PlantRequest, request, ({ kind, ...target }) => {
        const planted = world.plant(kind, target)
        return planted === undefined ? no(409, "There is no room for this error.") : yes(planted)
      })
    case "DELETE /simulator/plants":
      world.heal()
      return yes(world.planted)
    case "GET /simulator/truth":
      return yes(truthOf(world, provider.money))
    case "GET /simulator/counts":
      return yes(limit.counts)
    case "GET /simulator/verify":
      return goBack(provider, searchParams.get("token") ?? "")
    default:
      return no(404, "There is no such control.")
  }
}

/** Where the person's browser goes when the verification ends: to the customer's RedirectUrl, with the BizToken. */
const goBack = ({ world }: Provider, bizToken: string): Reply => {
  const verification = world.find(bizToken)
  const redirectUrl = verification?.redirectUrl ?? ""
  if (verification === undefined || !URL.canParse(redirectUrl)) return no(404, "Nothing to go back to.")
  const location = new URL(redirectUrl)
  location.searchParams.set("BizToken", bizToken)
  location.searchParams.set("Extra", verification.extra)
  return { status: 302, contentType: "text/plain", body: "", location: location.href }
}

const clockState = ({ clock }: Provider) => {
  const at = clock.now()
  return { at, iso: new Date(at).toISOString(), isFrozen: clock.isFrozen }
}

const read = <S extends Schema.ConstraintDecoder<unknown>>(
  schema: S,
  { body }: WireRequest,
  use: (value: S["Type"]) => Reply,
): Reply => {
  try {
    const decoded = Schema.decodeUnknownResult(schema)(JSON.parse(new TextDecoder().decode(body)))
    return Result.isSuccess(decoded) ? use(decoded.success) : no(400, decoded.failure.message)
  } catch (error) {
    return no(400, error instanceof RangeError ? error.message : "The body is no JSON.")
  }
}

const yes = (value: unknown): Reply => ({ status: 200, contentType: "application/json", body: JSON.stringify(value) })

const no = (status: number, message: string): Reply => ({
  status,
  contentType: "application/json",
  body: JSON.stringify({ message }),
})
