/** `doctor` on the command line: is everything in order? */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { endpointOption, ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const doctorSpec = {
  name: "doctor",
  about: {
    en: "Check settings, clock, credentials, ledger and provider",
    "zh-CN": "检查配置、时钟、密钥、账本和腾讯云",
  },
  positionals: {},
  options: { ...outputOptions("table", "json"), ...ledgerOptions, ...endpointOption },
  examples: [{ line: "doctor", en: "is everything in order?", "zh-CN": "一切是否正常？" }],
} satisfies CommandSpec
