/** Traces by OTLP over HTTP, where an endpoint is configured: what a request did, by the names of operations alone. */
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import * as OtlpSerialization from "effect/observability/OtlpSerialization"
import * as OtlpTracer from "effect/observability/OtlpTracer"

import type { Environment } from "./readSettings.ts"

/** `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`, or `OTEL_EXPORTER_OTLP_ENDPOINT` with the path of traces; none: no traces. */
export const tracesUrl = (env: Environment): string | undefined => {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: exact, OTEL_EXPORTER_OTLP_ENDPOINT: base } = env
  if (exact) return exact
  return base ? `${base.replace(/\/+$/, "")}/v1/traces` : undefined
}

/** The tracer of a service. */
export const otlpTraces = (serviceName: string, serviceVersion: string, env: Environment): Layer.Layer<never> => {
  const url = tracesUrl(env)
  if (url === undefined) return Layer.empty
  return OtlpTracer.layer({ url, resource: { serviceName, serviceVersion }, shutdownTimeout: "3 seconds" }).pipe(
    Layer.provide(OtlpSerialization.layerJson),
    Layer.provide(FetchHttpClient.layer),
  )
}
