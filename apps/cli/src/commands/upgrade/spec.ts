/** `upgrade` on the command line: brings a ledger of an earlier version up to date. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const upgradeSpec = {
  name: "upgrade",
  about: { en: "Bring a ledger of an earlier version up to date", "zh-CN": "升级较早版本写入的账本" },
  positionals: {},
  options: { ...outputOptions("table", "json"), ...ledgerOptions },
  examples: [{ line: "upgrade", en: "after a new version was installed", "zh-CN": "安装新版本之后" }],
} satisfies CommandSpec
