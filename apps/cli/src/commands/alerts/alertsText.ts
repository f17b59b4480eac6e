/** What `alerts test` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  none: "The settings name no target of alerts: add alerts.targets.",
  unknown: (name: string, known: ReadonlyArray<string>) =>
    `The settings have no target ${name}; they have ${known.join(", ")}.`,
  sent: "has taken the test message",
}

const zhCN: typeof en = {
  none: "配置中没有告警目标：请添加 alerts.targets。",
  unknown: (name, known) => `配置中没有目标 ${name}；已有 ${known.join("、")}。`,
  sent: "已收下测试消息",
}

export const alertsText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
