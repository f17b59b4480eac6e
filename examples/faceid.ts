/** The client of the official SDK, as a program has it already. Nothing of faceid-tally is in it. */
import { Client } from "tencentcloud-sdk-nodejs-faceid/tencentcloud/services/faceid/v20180301/faceid_client.js"

const { TENCENTCLOUD_SECRET_ID: secretId = "", TENCENTCLOUD_SECRET_KEY: secretKey = "" } = process.env

// To try it against `faceid-tally simulate`, which prints this variable; without it, Tencent Cloud is asked.
const simulator = process.env["FACEID_TALLY_ENDPOINT"]

export const faceid = new Client({
  credential: { secretId, secretKey },
  region: "",
  ...(simulator !== undefined && {
    profile: { httpProfile: { endpoint: new URL(simulator).host, protocol: "http://" } },
  }),
})

/** The RuleId of the verification flow, from the console of FaceID. */
export const RULE_ID = "1001"
