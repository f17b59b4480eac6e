/** Requests as they should not be: everything about a call may be wrong, and secrets stand where they have no business. */
import * as fc from "fast-check"

import { type Call, exampleRequest, exampleUrl } from "./contract.ts"

/** Planted where nothing is read, or where what is read is wrong: no answer and no log may ever hold it. */
export const SECRET = "planted-5ecret-李四-110101199003070000"

export interface WrongRequest {
  readonly path: string
  readonly init: RequestInit & { readonly headers: Readonly<Record<string, string>> }
}

const asHeader = encodeURIComponent(SECRET)
const garbage = fc.oneof(
  fc.constant(SECRET),
  fc.constantFrom(
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "null",
    "2026-02-30",
    "9999-99-99",
    "../..",
    "%00",
    "𠮷",
    "'; DROP TABLE run",
  ),
  fc.string({ maxLength: 40 }),
)
const segment = garbage.map((text) => encodeURIComponent(text === "" || /^\.+$/.test(text) ? "x" : text))

const personal = { Name: SECRET, IdCard: SECRET, Extra: SECRET, Mobile: SECRET, [SECRET]: SECRET }
const wrongJson = fc.oneof(
  fc.constant(personal),
  fc.jsonValue({ maxDepth: 2 }).map((value) => ({ Response: { Text: { ...personal, LivenessDetail: value } } })),
  fc.jsonValue({ maxDepth: 2 }).map((value) => ({ Seq: value, IsNeedCharge: SECRET, ...personal })),
  fc.jsonValue({ maxDepth: 2 }).map((value) => ({ bizToken: value, from: value, to: SECRET, ...personal })),
  fc.jsonValue({ maxDepth: 2 }).map((value) => ({ Date: SECRET, Response: { WeChatBillDetails: value, ...personal } })),
  fc.jsonValue({ maxDepth: 3 }),
)
const body = fc.oneof(
  wrongJson.map((value) => JSON.stringify(value)),
  wrongJson.map((value) => JSON.stringify(value).slice(0, -1)),
  fc.array(wrongJson, { maxLength: 4 }).map((values) => values.map((value) => JSON.stringify(value)).join("\n")),
  fc.constant(`Seq,IsNeedCharge,Errcode\n${SECRET},${SECRET},${SECRET}\n`),
  fc.constant("\u001f\u008bnot a gzip"),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
)

const types = [
  "application/json",
  "application/x-ndjson",
  "text/csv",
  "application/octet-stream",
  "text/plain",
  asHeader,
]
const wrongHeaders = fc.record(
  {
    "content-type": fc.constantFrom(...types),
    accept: fc.constantFrom("*/*", "text/csv", "application/x-ndjson", "image/png", ";;;q=7,,", asHeader),
    "content-encoding": fc.constantFrom("gzip", "br", "identity", asHeader),
    "idempotency-key": fc.constantFrom("", "a b", asHeader, "k".repeat(300)),
    authorization: fc.constantFrom(`Bearer ${asHeader}`, `Bearer ft_1_${"a".repeat(43)}`, "Basic eDp5"),
    "if-none-match": fc.constantFrom("*", '"x"', asHeader),
    "x-request-id": fc.constantFrom("ok-1", "not ok", asHeader),
    "accept-language": fc.constantFrom("zh-CN", "en", "!!", ""),
  },
  { requiredKeys: [] },
)

const querySafe = (name: string, value: string): string => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`

/** A wrong request of an operation: the example, with at least one thing about it as it should not be. */
export const wrongRequest = (call: Call): fc.Arbitrary<WrongRequest> => {
  const names = call.operation.parameters.filter(({ in: place }) => place === "query").map(({ name }) => name)
  const query = fc.array(
    fc.tuple(names.length === 0 ? fc.constant(SECRET) : fc.constantFrom(...names, SECRET, "__proto__"), garbage),
    { minLength: 1, maxLength: 3 },
  )
  const example = exampleRequest(call)
  return fc
    .record({
      segments: fc.array(segment, { minLength: 3, maxLength: 3 }),
      query,
      headers: wrongHeaders,
      body,
      wrong: fc.subarray(["path", "query", "headers", "body"] as const, { minLength: 1 }),
    })
    .map(({ segments, query: pairs, headers, body: wrongBody, wrong }) => {
      let next = 0
      const path = wrong.includes("path")
        ? call.path.replaceAll(/\{\w+\}/g, () => segments[next++] ?? "x")
        : exampleUrl(call)
      const asked = wrong.includes("query") ? `?${pairs.map(([name, value]) => querySafe(name, value)).join("&")}` : ""
      const isWithBody = call.method !== "GET" && (example.body != null || wrong.includes("body"))
      return {
        path: `${path}${asked}`,
        init: {
          method: call.method,
          headers: {
            ...(example.headers as Record<string, string> | undefined),
            ...(wrong.includes("headers") && headers),
          },
          ...(isWithBody && { body: wrong.includes("body") ? wrongBody : (example.body as string) }),
        },
      }
    })
}
