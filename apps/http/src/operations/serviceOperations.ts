/** What the service says of itself. */
import * as Schema from "effect/Schema"

import { mayRead, operation } from "./Operation.ts"

const optional = Schema.optionalKey

const Health = Schema.Struct({ status: Schema.Literals(["ok", "unavailable"]), reason: optional(Schema.String) })

export const readHealth = operation({
  id: "readHealth",
  method: "GET",
  path: "/healthz",
  tag: "Service",
  summary: "Whether the process answers",
  roles: "everyone",
  answers: { 200: { description: "It does", schema: Health, example: { status: "ok" } } },
})

export const readReadiness = operation({
  id: "readReadiness",
  method: "GET",
  path: "/readyz",
  tag: "Service",
  summary: "Whether the books can be worked with: the database answers, and its schema is up to date",
  roles: "everyone",
  answers: {
    200: { description: "They can", schema: Health, example: { status: "ok" } },
    503: { description: "They cannot", schema: Health, example: { status: "unavailable", reason: "busy" } },
  },
})

export const readMetrics = operation({
  id: "readMetrics",
  method: "GET",
  path: "/metrics",
  tag: "Service",
  summary: "Metrics in the text format of Prometheus",
  roles: mayRead,
  answers: {
    200: {
      description: "Requests, charges by code, BizTokens by state, the nearest deadline, the last reconciled day",
      schema: Schema.String,
      example: 'faceid_tally_tokens{state="final"} 1188\n',
    },
  },
})

export const readOpenApi = operation({
  id: "readOpenApi",
  method: "GET",
  path: "/openapi.json",
  tag: "Service",
  summary: "This document",
  roles: "everyone",
  answers: {
    200: {
      description: "OpenAPI 3.1",
      schema: Schema.Record(Schema.String, Schema.Unknown),
      example: { openapi: "3.1.1" },
    },
  },
})

export const readDocs = operation({
  id: "readDocs",
  method: "GET",
  path: "/docs",
  tag: "Service",
  summary: "This document for people",
  roles: "everyone",
  query: Schema.Struct({ lang: optional(Schema.Literals(["en", "zh-CN"])) }),
  answers: { 200: { description: "A page", schema: Schema.String, example: "<!doctype html>…" } },
})
