/** A rejection in words. It names the place and what belongs there; no value of the record is ever in it. */
import type { Rejection } from "@faceid-tally/core"

import type { Messages } from "./Messages.ts"

export const rejectionMessage = ({ code, path, expected, met }: Rejection, say: Messages): string => {
  const sentence = say.rejected[code](say.expected(expected ?? ""), met ?? "")
  return code === "wrong_type" && path.length > 0 ? `${pathText(path)}${say.colon}${sentence}` : sentence
}

/** `Response.Text.LivenessDetail[0].Seq` */
const pathText = (path: ReadonlyArray<string | number>): string =>
  path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? key : `.${key}`)).join("")
