/** `verify` on the command line: proves that the ledger was not changed, or gives the proof for one row away. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { oneOf, text } from "../../spec/optionKinds.ts"
import { ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const verifySpec = {
  name: "verify",
  about: { en: "Prove that the ledger was not changed", "zh-CN": "证明账本未被改动" },
  positionals: {},
  options: {
    head: text("<64 hex digits>", {
      en: "A seal's head as it was printed: nothing since then may be cut or rewritten",
      "zh-CN": "之前显示的存证哈希：自那时起不得有删除或重写",
    }),
    receipt: text("<Seq>", {
      en: "A Seq, or the key of a row: print the proof that it was in the ledger",
      "zh-CN": "Seq 或某一行的键：输出它曾在账本中的证明",
    }),
    of: oneOf(["observation", "line", "bill", "page", "run", "item", "registration", "account_bill"], {
      en: "With --receipt: which row the key names; otherwise it is a Seq",
      "zh-CN": "与 --receipt 同用：键所指的行的种类；不填则为 Seq",
    }),
    ...outputOptions("table", "json"),
    ...ledgerOptions,
  },
  examples: [
    { line: "verify --head <head>", en: "against the head of an earlier seal", "zh-CN": "与之前的存证哈希核对" },
    { line: "verify --receipt <seq>", en: "a proof for one attempt", "zh-CN": "一次核验的证明" },
    { line: "verify --receipt <run> --of run", en: "a proof for a kept reconciliation", "zh-CN": "一次对账的证明" },
  ],
} satisfies CommandSpec
