import { assert, describe, it } from "@effect/vitest"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"

import { readEndpoint } from "./Endpoint.ts"
import { limitsInMemory, settingsFromEnvironment, tencentLayer } from "../index.ts"

const KEYS = { TENCENTCLOUD_SECRET_ID: "planted-id", TENCENTCLOUD_SECRET_KEY: "planted-key" }
const read = (environment: Record<string, string>) =>
  Effect.provide(settingsFromEnvironment, ConfigProvider.layer(ConfigProvider.fromUnknown(environment)))

describe("settings of the environment", () => {
  it.effect("are those that the SDK's users have", () =>
    Effect.gen(function* () {
      const { accounts, endpoint } = yield* read({
        ...KEYS,
        TENCENTCLOUD_TOKEN: "planted-token",
        FACEID_TALLY_ENDPOINT: "http://127.0.0.1:1",
      })
      const { secretId, secretKey, token } = accounts["default"] ?? assert.fail("no account")
      assert.deepStrictEqual(
        [secretId, secretKey, token].map((value) => value && Redacted.value(value)),
        ["planted-id", "planted-key", "planted-token"],
      )
      assert.strictEqual(endpoint, "http://127.0.0.1:1")
    }),
  )

  it.effect("are never printed", () =>
    Effect.gen(function* () {
      const settings = yield* read(KEYS)
      assert.notInclude(JSON.stringify(settings), "planted")
    }),
  )

  it.effect("name what is missing", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(read({ TENCENTCLOUD_SECRET_ID: "planted-id" }))
      assert.include(error.message, "TENCENTCLOUD_SECRET_KEY")
      assert.notInclude(error.message, "planted")
    }),
  )
})

describe("the endpoint", () => {
  const good: ReadonlyArray<readonly [string, string, string]> = [
    ["faceid.tencentcloudapi.com", "https://", "faceid.tencentcloudapi.com"],
    ["https://faceid.ap-guangzhou.tencentcloudapi.com/", "https://", "faceid.ap-guangzhou.tencentcloudapi.com"],
    ["proxy.example:8443", "https://", "proxy.example:8443"],
    ["http://127.0.0.1:4000", "http://", "127.0.0.1:4000"],
    ["http://127.8.9.1", "http://", "127.8.9.1"],
    ["http://localhost:80", "http://", "localhost"],
    ["HTTP://[::1]:4000", "http://", "[::1]:4000"],
  ]
  it.each(good)("can be %s", (text, protocol, host) => {
    const endpoint = Result.getOrThrow(readEndpoint(text))
    assert.deepStrictEqual([endpoint.protocol, endpoint.host], [protocol, host])
  })

  const bad: ReadonlyArray<readonly [string, string]> = [
    ["http://faceid.tencentcloudapi.com", "endpoint_not_loopback"],
    ["http://10.0.0.1", "endpoint_not_loopback"],
    ["http://127.0.0.1.example", "endpoint_not_loopback"],
    ["http://localhost.example", "endpoint_not_loopback"],
    ["", "endpoint_invalid"],
    ["ftp://127.0.0.1", "endpoint_invalid"],
    ["https://planted:secret@faceid.tencentcloudapi.com", "endpoint_invalid"],
    ["https://faceid.tencentcloudapi.com/path", "endpoint_invalid"],
    ["https://faceid.tencentcloudapi.com?query", "endpoint_invalid"],
    ["two words", "endpoint_invalid"],
  ]
  it.effect.each(bad)("cannot be %s", ([endpoint, reason]) =>
    Effect.gen(function* () {
      const layer = tencentLayer({ accounts: {}, endpoint }).pipe(Layer.provide(limitsInMemory))
      const error = yield* Effect.flip(Layer.launch(layer))
      assert.strictEqual(error.reason, reason)
      assert.notInclude(error.message, "planted")
    }),
  )
})
