/** What the service says of itself. */
import * as Schema from "effect/Schema"

import { mayRead, operation } from "../../operations/Operation.ts"

const optional = Schema.optionalKey

const Health = Schema.Struct({
  status: Schema.Literals(["ok", "unavailable"]),
  reason: optional(Schema.String),
}).annotate({
  identifier: "Health",
})

export const readHealth = operation({
  id: "readHealth",
  method: "GET",
  path: "/healthz",
  tag: "Service",
  summary: { en: "Whether the process answers", "zh-CN": "进程是否有应答" },
  roles: "everyone",
  answers: { 200: { description: { en: "It does", "zh-CN": "有应答" }, schema: Health, example: { status: "ok" } } },
})

export const readReadiness = operation({
  id: "readReadiness",
  method: "GET",
  path: "/readyz",
  tag: "Service",
  summary: {
    en: "Whether the books can be worked with: the database answers, and its schema is up to date",
    "zh-CN": "账本是否可用：数据库有应答，且表结构为最新",
  },
  roles: "everyone",
  answers: {
    200: { description: { en: "They can", "zh-CN": "可用" }, schema: Health, example: { status: "ok" } },
    503: {
      description: { en: "They cannot", "zh-CN": "不可用" },
      schema: Health,
      example: { status: "unavailable", reason: "busy" },
    },
  },
})

export const readMetrics = operation({
  id: "readMetrics",
  method: "GET",
  path: "/metrics",
  tag: "Service",
  summary: { en: "Metrics in the text format of Prometheus", "zh-CN": "Prometheus 文本格式的指标" },
  roles: mayRead,
  answers: {
    200: {
      description: {
        en: "Requests, charges by code, BizTokens by state, the nearest deadline, the last reconciled day",
        "zh-CN": "请求数、各返回码的计费次数、各状态的 BizToken 数、最近的期限、最近一次对账的日期",
      },
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
  summary: { en: "This document", "zh-CN": "本文档" },
  roles: "everyone",
  answers: {
    200: {
      description: { en: "OpenAPI 3.1", "zh-CN": "OpenAPI 3.1" },
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
  summary: { en: "This document for people", "zh-CN": "供人阅读的本文档" },
  roles: "everyone",
  query: Schema.Struct({ lang: optional(Schema.Literals(["en", "zh-CN"])) }),
  answers: {
    200: { description: { en: "A page", "zh-CN": "网页" }, schema: Schema.String, example: "<!doctype html>…" },
  },
})

export const serviceOperations = [readHealth, readReadiness, readMetrics, readOpenApi, readDocs]
