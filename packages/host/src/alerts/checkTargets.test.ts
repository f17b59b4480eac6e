// An address that is no robot's is found before the first alert is lost.
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { expect, it } from "vitest"

import type { AlertTargetConfig } from "../settings/alertSettings.ts"
import { checkTargets } from "./checkTargets.ts"

const misformed = async (type: "wecom" | "dingtalk" | "feishu", url: string) => {
  const them: AlertTargetConfig = { type, url: Redacted.make(url) }
  return (await Effect.runPromise(checkTargets({ alerts: { targets: { them } } }, {}))).misformed.length > 0
}

it.each([
  ["wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1-2-3", false],
  ["wecom", "https://qyapi.weixin.qq.com/cgi-bin/webhook/send", true],
  ["wecom", "https://work.weixin.qq.com/help?doc_id=13376", true],
  ["dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=abc", false],
  ["dingtalk", "https://oapi.dingtalk.com/robot/send?access_token=", true],
  ["feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/0-a-b", false],
  ["feishu", "https://open.feishu.cn/open-apis/bot/v2/hook/", true],
  ["feishu", "https://gateway.example/feishu/open-apis/bot/v2/hook/0-a-b", false],
  // What stands in for a robot on this machine.
  ["wecom", "http://127.0.0.1:9/robot", false],
] as const)("%s %s", async (type, url, isWrong) => {
  expect(await misformed(type, url)).toBe(isWrong)
})
