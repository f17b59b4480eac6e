/** The official SDK, pointed at a simulator. */
import { Agent } from "node:http"

import { Client } from "tencentcloud-sdk-nodejs-faceid/tencentcloud/services/faceid/v20180301/faceid_client.js"

import { type SimulatorHandle } from "../src/index.ts"

export type SdkClient = InstanceType<typeof Client>

export const sdkClient = (
  { endpoint, accounts }: SimulatorHandle,
  {
    account = "default",
    secretKey,
    reqTimeout = 10,
  }: { readonly account?: string; readonly secretKey?: string; readonly reqTimeout?: number } = {},
): SdkClient => {
  const { secretId = "nobody", secretKey: ownKey = "none" } = accounts.find(({ name }) => name === account) ?? {}
  // An agent of its own keeps the SDK from going through a proxy of the environment.
  const httpProfile = { endpoint, protocol: "http://", reqTimeout, agent: new Agent({ keepAlive: true }) }
  return new Client({ credential: { secretId, secretKey: secretKey ?? ownKey }, region: "", profile: { httpProfile } })
}

/** What a call of the SDK failed with: the provider's code, or what the SDK makes of the network. */
export const failureOf = async (
  call: Promise<unknown>,
): Promise<{ readonly code: string; readonly httpCode: number | undefined; readonly message: string }> => {
  try {
    await call
  } catch (error) {
    const { code = "", httpCode, message } = error as Error & { code?: string; httpCode?: number }
    return { code, httpCode, message }
  }
  throw new Error("The call went well.")
}

export const codeOf = async (call: Promise<unknown>): Promise<string> => (await failureOf(call)).code

/** All pages of a day's bill, each with the Cursor that it was asked for. */
export const billPages = async (client: SdkClient, Date: string, RuleId = "") => {
  const pages = []
  let Cursor = 0
  for (;;) {
    const page = await client.GetWeChatBillDetails({ Date, Cursor, RuleId })
    pages.push({ Cursor, ...page })
    if (page.HasNextPage !== true) return pages
    Cursor = page.NextCursor ?? 0
  }
}
