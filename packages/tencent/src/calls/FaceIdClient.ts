/**
 * The part of the official SDK's client that is used, and how one is made. The SDK takes long to load, so it is loaded
 * when the first request is made.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"

import type { Endpoint } from "../settings/Endpoint.ts"
import { connectionsTo } from "../outward/connectionsTo.ts"
import type { ProxyRules } from "../outward/ProxyRules.ts"
import type { AccountSettings } from "../settings/settings.ts"

/** Any client of the official SDK is one. */
export interface FaceIdClient {
  request(action: string, parameters: object, options?: { readonly signal?: AbortSignal }): Promise<unknown>
}

/** The SDK's own timeout is beyond ours, which can tell what it was. */
const MS_BEYOND = 1000

/** A client that loads the SDK when it is first used; its connections are kept open until the scope ends. */
export const makeClient = (
  { secretId, secretKey, token }: AccountSettings,
  endpoint: Endpoint,
  timeoutMs: number,
  proxies: ProxyRules,
): Effect.Effect<FaceIdClient, never, Scope.Scope> =>
  Effect.map(connections(endpoint, proxies), (agent) => {
    const load = async (): Promise<FaceIdClient> => {
      const { Client } =
        await import("tencentcloud-sdk-nodejs-faceid/tencentcloud/services/faceid/v20180301/faceid_client.js")
      const credential = {
        secretId: Redacted.value(secretId),
        secretKey: Redacted.value(secretKey),
        ...(token !== undefined && { token: Redacted.value(token) }),
      }
      const httpProfile = {
        endpoint: endpoint.host,
        protocol: endpoint.protocol,
        reqTimeout: Math.ceil((timeoutMs + MS_BEYOND) / 1000),
        agent,
      }
      return new Client({ credential, region: "", profile: { httpProfile } })
    }
    let client: Promise<FaceIdClient> | undefined
    return {
      request: async (action, parameters, options) => (await (client ??= load())).request(action, parameters, options),
    }
  })

/** Without an agent the SDK would go through the proxy of `http_proxy`, also to this machine. */
const connections = ({ protocol, host }: Endpoint, proxies: ProxyRules) =>
  Effect.acquireRelease(
    Effect.sync(() => connectionsTo(new URL(`${protocol}${host}`), proxies)),
    (agent) => Effect.sync(() => agent.destroy()),
  )
