// The document is what the service does: it names every route, each of its examples works, and each answer is as it says.
import { Requests } from "@faceid-tally/books/engine"
import { storeOf } from "@faceid-tally/host/apps"
import { createConfig, lintFromString } from "@redocly/openapi-core"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { makeApi, operations } from "../../src/resources/index.ts"
import { makeRequestContext } from "../../src/edge/RequestContext.ts"
import { laterName } from "../../src/resources/reconciliations/LaterRuns.ts"
import { openApiDocument } from "../../src/openapi/document.ts"
import { sharedPostgres, type Databases } from "../../../../packages/ledger/test/databases.ts"
import { calls, document, exampleRequest, exampleUrl, expectDescribed, expectValid } from "./contract.ts"
import { NOW, startTestService, type TestService } from "./TestService.ts"

/** What the examples speak of has to be there before it can be read. */
const first = ["storeResults", "registerVerification", "putBill", "runReconciliation"]
const inOrder = [...calls].sort((a, b) => rank(a.id) - rank(b.id))
function rank(id: string): number {
  return first.includes(id) ? first.indexOf(id) : first.length
}

let postgres: Databases
beforeAll(async () => {
  postgres = await sharedPostgres()
})
afterAll(() => postgres.close())

describe.each([
  ["SQLite", () => Promise.resolve(undefined)],
  ["PostgreSQL", () => postgres.fresh()],
] as const)("on %s", (_, address) => {
  let service: TestService
  beforeAll(async () => {
    const ledger = await address()
    service = await startTestService(ledger === undefined ? {} : { ledger })
    // One that goes on: its id is nobody's to choose.
    const request = calls.find(({ id }) => id === "readLaterReconciliation")?.operation.parameters[0]?.["example"]
    const began = { ...laterName(String(request)), digest: "", leaseUntil: Number.MAX_SAFE_INTEGER }
    await Effect.runPromise(
      Effect.flatMap(Requests, (requests) => requests.begin(began, Date.parse(NOW))).pipe(
        Effect.provide(storeOf(service.settings)),
      ),
    )
  })
  afterAll(() => service.close())

  it.each(inOrder)("$id works as its example says, and answers as it is described", async (call) => {
    const response = await service.fetch(exampleUrl(call), exampleRequest(call))
    // Without credentials the provider cannot be asked; provider.test.ts has it.
    const isProvider = call.id === "pullBill" || call.id === "collectVerification"
    // Nothing is disputed in these books; disputes.test.ts has it.
    const isNothing = call.id === "readDispute" && response.status === 404
    const isDue = response.ok || (isProvider && response.status === 409) || isNothing
    expect(isDue, `${call.id}: ${response.status}`).toBe(true)
    await expectDescribed(call, response)
  })
})

describe("the document", () => {
  it("names every route of the API, and no other", () => {
    const edge = makeRequestContext({ settings: {}, version: "0" } as never)
    const routes = makeApi(edge).routes.filter(({ method }) => method !== "ALL")
    const asRoute = (path: string) => path.replaceAll(/\{(\w+)\}/g, ":$1")
    expect(calls.map(({ method, path }) => `${method} ${asRoute(path)}`).sort()).toEqual(
      [...new Set(routes.map(({ method, path }) => `${method} ${path}`))].sort(),
    )
  })

  it("has an example for each operation that its own schema accepts", () => {
    for (const { id, operation } of calls) {
      const answers = Object.entries(operation.responses).filter(([, answer]) => !("$ref" in answer))
      const contents = [
        ...Object.values(operation.requestBody?.content ?? {}),
        ...answers.flatMap(([, answer]) => Object.values((answer["content"] ?? {}) as Record<string, object>)),
      ] as ReadonlyArray<{ readonly schema?: object; readonly example?: unknown }>
      const examples = contents.filter(({ example }) => example !== undefined)
      expect(examples.length, `examples of ${id}`).toBeGreaterThan(0)
      for (const { schema, example } of examples) if (schema !== undefined) expectValid(schema, example, id)
    }
  })

  it("passes the recommended rules of Redocly without a warning", async () => {
    const config = await createConfig({ extends: ["recommended"] })
    const problems = await lintFromString({ source: JSON.stringify(document), config })
    expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
  })

  it("says what a parameter is: whole numbers with their range, truths, one of a few", () => {
    const parameter = (id: string, name: string) =>
      calls.find((call) => call.id === id)?.operation.parameters.find((each) => each.name === name)
    expect(parameter("listAttempts", "limit")?.schema).toEqual({
      type: "integer",
      minimum: 1,
      maximum: 1000,
      default: 100,
    })
    expect(parameter("listAttempts", "errcode")?.schema).toEqual({ type: "integer" })
    expect(parameter("listAttempts", "from")?.schema).toEqual({ type: "string", format: "date" })
    expect(parameter("listDiscrepancies", "hasImpact")?.schema).toEqual({ type: "boolean" })
    expect(parameter("listDiscrepancies", "order")?.schema).toMatchObject({ enum: ["place", "impact"] })
    expect(parameter("readReconciliation", "id")).toMatchObject({ schema: { type: "integer", minimum: 1 }, example: 1 })
  })

  it("says everything in Chinese too", () => {
    const chinese = openApiDocument(operations, "0.0.0", "zh-CN")
    const said = Object.values(chinese.paths).flatMap((methods) =>
      Object.values(methods).flatMap(({ summary, description, parameters, responses }) => [
        summary,
        description ?? "说明",
        ...parameters.map((parameter) => String(parameter["description"])),
        ...Object.values(responses).flatMap(({ description: of }) => (typeof of === "string" ? [of] : [])),
      ]),
    )
    const names = /^(BizToken|RuleId|Seq|OpenAPI 3\.1)$/
    expect(said.filter((text) => !/\p{Script=Han}/u.test(text) && !names.test(text))).toEqual([])
  })

  it("is served, with a page for people without scripts", async () => {
    const service = await startTestService()
    try {
      expect(await (await service.fetch("/openapi.json")).json()).toEqual({
        ...document,
        info: { ...document.info, version: expect.any(String) },
      })
      for (const [lang, words] of [
        ["en", "Idempotency-Key"],
        ["zh-CN", "请求无效"],
      ] as const) {
        const page = await service.fetch(`/docs?lang=${lang}`)
        const html = await page.text()
        expect(page.headers.get("content-security-policy")).toContain("default-src 'none'")
        expect(html).toContain(words)
        expect(html).not.toMatch(/<script|src=|https?:\/\/(?!127)/)
        for (const { id } of calls) expect(html).toContain(`id="${id}"`)
      }
    } finally {
      await service.close()
    }
  })
})
