/** `alerts test` on the command line: messages about what needs a person. */
import type { CommandSpec, GroupSpec } from "../../spec/CommandSpec.ts"
import { text } from "../../spec/optionKinds.ts"
import { configOption, outputOptions } from "../../spec/sharedOptions.ts"

export const alertsGroup: GroupSpec = {
  name: "alerts",
  about: { en: "Messages about what needs a person", "zh-CN": "需要人处理的消息" },
}

export const alertsTestSpec = {
  name: "alerts test",
  about: { en: "Send a test message to the targets of alerts", "zh-CN": "向告警目标发送测试消息" },
  positionals: {
    target: text("ops", {
      en: "A target by its name in the settings, by default all",
      "zh-CN": "配置中的告警目标名称，默认全部",
    }),
  },
  options: { ...outputOptions("table", "json"), ...configOption },
  examples: [{ line: "alerts test", en: "does every target get our messages?", "zh-CN": "各目标都能收到吗？" }],
} satisfies CommandSpec
