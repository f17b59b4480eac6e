// Express: each verification is registered when it begins, and its answer recorded when the program fetches it.
import type { AddressInfo } from "node:net"

import { openBooks, registering } from "@faceid-tally/host"
import express from "express"

import { faceid, RULE_ID } from "./faceid.ts"

const books = await openBooks()
const client = registering(faceid, books)

const app = express()

app.post("/verifications", async (_, response) => {
  const { BizToken, Url } = await client.DetectAuth({ RuleId: RULE_ID })
  response.status(201).json({ bizToken: BizToken, url: Url })
})

// The browser comes back: nothing of it is believed, the next `collect` fetches what happened.
app.get("/callback", async (request, response) => {
  const { BizToken } = request.query
  if (typeof BizToken === "string") await books.makeDue(BizToken)
  response.redirect("/done")
})

app.get("/verifications/:bizToken", async (request, response) => {
  const { bizToken } = request.params
  const { Text } = await client.GetDetectInfoEnhanced({ BizToken: bizToken, RuleId: RULE_ID, InfoType: "1" })
  response.json({ passed: Text?.ErrCode === 0 })
})

const server = app.listen(Number(process.env["PORT"] ?? 3000), "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo
  console.log(`http://127.0.0.1:${port}`)
})

// What is being written is waited for, then sealed.
process.once("SIGTERM", () => server.close(() => void books.close()))
