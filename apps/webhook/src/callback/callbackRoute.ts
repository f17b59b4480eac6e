/**
 * `GET /callback/{name}`, where the provider sends a browser when a verification ends. Forged, repeated, unknown or
 * missing: everyone is sent on to the one address of the settings, and nothing is believed.
 */
import type { Settings } from "@faceid-tally/host/apps"
import type { Context } from "hono"

import type { Counts } from "../watching/counts.ts"
import { problemResponse, quietHeaders } from "../problem/problemResponse.ts"
import { bizTokenOf } from "./bizToken.ts"
import type { Callbacks } from "./Callbacks.ts"
import { onward } from "./onward.ts"

export const callbackRoute = (settings: Settings, callbacks: Callbacks, counts: Counts) => {
  const byName = new Map(Object.entries(settings.webhook?.callbacks ?? {}))
  return ({ req }: Context): Response => {
    if (req.raw.method !== "GET") return problemResponse({ status: 405, code: "method_not_allowed", allow: "GET" })
    const name = req.param("name") ?? ""
    const callback = byName.get(name)
    if (callback === undefined) return problemResponse({ status: 404, code: "not_found" })
    const query = new URL(req.url).searchParams
    const location = onward(callback, query)
    const bizToken = bizTokenOf(query)
    if (typeof bizToken === "string") callbacks.arrive(name, bizToken)
    else counts.callbacks.add({ outcome: bizToken === null ? "malformed" : "missing" })
    return new Response(null, { status: 302, headers: { ...quietHeaders, location, "content-length": "0" } })
  }
}
