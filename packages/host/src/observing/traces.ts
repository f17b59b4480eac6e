/** Traces by OTLP over HTTP, where an endpoint is configured: what a request did, by the names of operations alone. */
import { makeOutwardFetch, type OutwardFetch, type SettingsError } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

import { proxiesOf } from "../settings/proxiesOf.ts"
import type { Environment } from "../settings/Environment.ts"
import type { Settings } from "../settings/Settings.ts"

/** `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, or `OTEL_EXPORTER_OTLP_ENDPOINT` with the path of traces; none: no traces. */
export const tracesUrl = (env: Environment): string | undefined => {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: exact, OTEL_EXPORTER_OTLP_ENDPOINT: base } = env
  if (exact) return exact
  return base ? `${base.replace(/\/+$/, "")}/v1/traces` : undefined
}

/** The tracer of a service. */
export const otlpTraces = (
  serviceName: string,
  serviceVersion: string,
  settings: Settings,
  env: Environment,
): Layer.Layer<never, SettingsError> => {
  const url = tracesUrl(env)
  if (url === undefined) return Layer.empty
  return Layer.unwrap(
    Effect.flatMap(proxiesOf(settings, env), (proxies) =>
      Effect.promise(() => tracer(url, serviceName, serviceVersion, makeOutwardFetch(proxies))),
    ),
  )
}

/** Its modules are loaded where they are needed alone: they are a third of what a service loads. */
const tracer = async (
  url: string,
  serviceName: string,
  serviceVersion: string,
  fetch: OutwardFetch,
): Promise<Layer.Layer<never>> => {
  const [OtlpTracer, OtlpSerialization, FetchHttpClient] = await Promise.all([
    import("effect/observability/OtlpTracer"),
    import("effect/observability/OtlpSerialization"),
    import("effect/http/FetchHttpClient"),
  ])
  return OtlpTracer.layer({ url, resource: { serviceName, serviceVersion }, shutdownTimeout: "3 seconds" }).pipe(
    Layer.provide(OtlpSerialization.layerJson),
    Layer.provide(FetchHttpClient.layer),
    Layer.provide(Layer.succeed(FetchHttpClient.Fetch, fetch)),
  )
}
