// Koa: each verification is registered when it begins. The results are fetched by nightly.ts.
import type { AddressInfo } from "node:net"

import { openBooks, registering } from "@faceid-tally/host"
import Koa from "koa"

import { faceid, RULE_ID } from "./faceid.ts"

const books = await openBooks()
const client = registering(faceid, books)

const app = new Koa()

app.use(async (context) => {
  if (context.method !== "POST" || context.path !== "/verifications") return
  const { BizToken, Url } = await client.DetectAuth({ RuleId: RULE_ID })
  context.status = 201
  context.body = { bizToken: BizToken, url: Url }
})

const server = app.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo
  console.log(`http://127.0.0.1:${port}`)
})

process.once("SIGTERM", () => server.close(() => void books.close()))
