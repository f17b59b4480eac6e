// Alerts and traces go by the same way as the provider is asked: through the proxy of the settings.
import { getCACertificates, setDefaultCACertificates } from "node:tls"

import { type Alert, AlertSender } from "@faceid-tally/books/engine"
import type { BillingDay } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { expect, it } from "vitest"

import { ca, proxyTo, secured } from "../../../tencent/test/proxied.ts"
import { alertsOf, otlpTraces, type Settings } from "../apps.ts"

const alert: Alert = {
  kind: "overcharged_day",
  account: "default",
  day: "2026-10-04" as BillingDay,
  charges: 3,
  run: 1,
}
const settings = (proxyPort: number): Settings => ({
  proxy: Redacted.make(`http://me:planted-pw@localhost:${proxyPort}`),
  alerts: { targets: { them: { type: "wecom", url: Redacted.make("https://robot.test/send?key=planted") } } },
})

const send = (given: Settings, env: Readonly<Record<string, string>> = {}) =>
  Effect.runPromise(
    Effect.result(
      Effect.flatMap(AlertSender, (sender) => sender.send([{ alert, target: "them", raisedAt: 0 }])).pipe(
        Effect.provide(alertsOf(given, env)),
      ),
    ),
  )

it("an alert's target whose certificate is not trusted is told as that", async () => {
  await using robot = await secured((_, response) => response.end(`{"errcode":0}`))
  await using proxy = await proxyTo(robot.port)
  expect(await send(settings(proxy.port))).toMatchObject({ failure: { code: "untrusted", isFinal: false } })
})

it("a proxy that is none is refused when the alerts are set up, and its password is not told", async () => {
  const refused = await send({ ...settings(1), proxy: Redacted.make("socks5://me:planted-pw@localhost") })
  expect(refused).toMatchObject({ failure: { reason: "proxy_unsupported" } })
  expect(JSON.stringify(refused)).not.toContain("planted")
})

const trusting = () => setDefaultCACertificates([...getCACertificates("default"), ca])

it("alerts go through the proxy of the settings, else of the environment", async () => {
  trusting()
  await using robot = await secured((_, response) => response.end(`{"errcode":0}`))
  await using proxy = await proxyTo(robot.port, { user: "me:planted-pw" })
  expect(await send(settings(proxy.port))).toMatchObject({ _tag: "Success" })
  const { alerts = {} } = settings(0)
  const env = { https_proxy: `http://me:planted-pw@localhost:${proxy.port}` }
  expect(await send({ alerts }, env)).toMatchObject({ _tag: "Success" })
  expect(proxy.asked).toEqual(["CONNECT robot.test:443", "CONNECT robot.test:443"])
})

it("traces go through it too", async () => {
  trusting()
  let heard = 0
  await using collector = await secured((request, response) => {
    request.resume()
    request.on("end", () => void (heard++, response.end("{}")))
  })
  await using proxy = await proxyTo(collector.port)
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: "https://faceid.test:4318",
    HTTPS_PROXY: `http://localhost:${proxy.port}`,
  }
  // What is traced is sent at the end of the scope at the latest.
  await Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(Layer.build(otlpTraces("test", "0", {}, env)), (traced) =>
        Effect.provide(Effect.withSpan(Effect.void, "work"), traced),
      ),
    ),
  )
  expect(heard).toBeGreaterThan(0)
  expect(proxy.asked).toEqual(["CONNECT faceid.test:4318"])
})
