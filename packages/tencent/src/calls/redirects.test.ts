// What a stranger in the place of the endpoint can do with a signed request: nothing but fail it.
import { createServer, type RequestListener } from "node:http"
import { type AddressInfo, connect } from "node:net"

import { assert, describe, it } from "@effect/vitest"
import { Provider } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"
import { Client } from "tencentcloud-sdk-nodejs-faceid/tencentcloud/services/faceid/v20180301/faceid_client.js"

import { limitsInMemory, tencentLayer, tencentLayerFromClients } from "../index.ts"

const CHARGED = { Response: { Text: { ErrCode: 0, LivenessDetail: [{ Seq: "planted", IsNeedCharge: true }] } } }

/** A server on loopback for as long as the scope; gives its address and what it was asked for. */
const serving = (answer: RequestListener) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const asked: Array<string> = []
      const server = createServer((request, response) => {
        asked.push(`${request.method} ${request.url}`)
        request.resume()
        answer(request, response)
      })
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
      return { asked, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
    }),
    ({ server }) =>
      Effect.sync(() => {
        server.close()
        server.closeAllConnections()
      }),
  )

/** What would be believed: a charge. */
const planting = serving((_request, response) => {
  response.setHeader("Content-Type", "application/json")
  response.end(JSON.stringify(CHARGED))
})

const redirecting = (status: number, location: string) =>
  serving((request, response) => {
    // Where it leads to itself, the second answer would be believed.
    if (request.url !== "/") return void response.end(JSON.stringify(CHARGED))
    response.writeHead(status, { Location: location })
    response.end()
  })

/** A proxy that goes wherever it is asked to. */
const tunnel = Effect.map(
  serving((_request, response) => response.end()),
  ({ server, url }) => {
    const tunnelled: Array<string> = []
    server.on("connect", ({ url: to = "" }, socket) => {
      tunnelled.push(to)
      const [host = "", port = ""] = to.split(":")
      const onward = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 Connection Established\r\n\r\n")
        socket.pipe(onward).pipe(socket)
      })
      for (const end of [socket, onward]) end.on("error", () => [socket, onward].map((each) => each.destroy()))
    })
    return { url, tunnelled }
  },
)

const ask = Effect.flatMap(Provider, (provider) =>
  provider.result({ account: "default", bizToken: "b", ruleId: "1", deadline: 0 }),
)
const askBill = Effect.flatMap(Provider, (provider) =>
  Stream.runCollect(provider.billPages({ account: "default", day: 20_000, ruleId: null })),
)

const account = { secretId: Redacted.make("planted-id"), secretKey: Redacted.make("planted-secret") }
const providerAt = (endpoint: string) =>
  Layer.provide(tencentLayer({ accounts: { default: account }, endpoint }), limitsInMemory)

describe("a redirect of the endpoint", () => {
  it.live.each([301, 302, 303, 307, 308])("is a failure, and leads nowhere: %i", (status) =>
    Effect.gen(function* () {
      const other = yield* planting
      for (const to of [`${other.url}/`, "/elsewhere"]) {
        const endpoint = yield* redirecting(status, to)
        const { result, bill } = yield* Effect.all({ result: Effect.flip(ask), bill: Effect.flip(askBill) }).pipe(
          Effect.provide(providerAt(endpoint.url)),
        )
        for (const error of [result, bill]) {
          assert.deepInclude(error, { reason: "redirected", httpStatus: status })
          assert.strictEqual(error.retryClass, "person")
          assert.notInclude(error.message + JSON.stringify(error), other.url)
        }
        assert.deepStrictEqual(endpoint.asked, ["POST /", "POST /"])
        assert.isEmpty(other.asked)
      }
    }).pipe(Effect.scoped),
  )

  it.live("is none to a client of the customer's own either, through a proxy", () =>
    Effect.gen(function* () {
      const other = yield* planting
      const endpoint = yield* redirecting(307, `${other.url}/`)
      const proxy = yield* tunnel
      const httpProfile = { endpoint: endpoint.url.slice("http://".length), protocol: "http://", proxy: proxy.url }
      const client = new Client({
        credential: { secretId: "planted-id", secretKey: "planted-secret" },
        region: "",
        profile: { httpProfile },
      })
      const error = yield* Effect.flip(ask).pipe(
        Effect.provide(Layer.provide(tencentLayerFromClients({ default: { client } }), limitsInMemory)),
      )
      assert.deepInclude(error, { reason: "redirected", httpStatus: 307 })
      assert.lengthOf(proxy.tunnelled, 1)
      assert.deepStrictEqual(endpoint.asked, ["POST /"])
      assert.isEmpty(other.asked)
    }).pipe(Effect.scoped),
  )
})
