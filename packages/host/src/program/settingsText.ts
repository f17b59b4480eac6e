/** Why settings cannot be used, as a sentence in both languages: what is wrong where, and what belongs there. */
import type { PlanFaultCode } from "@faceid-tally/core/money"
import type { Language } from "@faceid-tally/report"
import type { SettingsError } from "@faceid-tally/tencent"

import { ConfigError } from "../settings/ConfigError.ts"

const en = {
  config: {
    not_found: (source) => `${source}: no such file.`,
    unreadable: (source) => `${source}: the file cannot be read.`,
    not_json: (source) => `${source}: it is not valid JSON.`,
    invalid: (source, place, expected) => `${source}: ${place === "" ? "" : `${place}: `}${expected}.`,
    missing_credentials: (_, place, variable) =>
      variable !== ""
        ? `${place} is missing: the environment variable ${variable} is not set.`
        : `${place} is missing: set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY for the account default, or name variables for it in faceid-tally.json.`,
  } satisfies Readonly<Record<ConfigError["reason"], (source: string, place: string, expected: string) => string>>,
  unknownSetting: (source: string, place: string, close: string | undefined) =>
    `${source}: ${place}: there is no such setting.${close === undefined ? "" : ` Did you mean ${close}?`}`,
  plan: {
    wrong_type: (expected) => `this has to be ${expected}`,
    unknown_key: (expected) => `there is no such key; known are ${expected}`,
    wrong_order: () => "it has to come after the one before it",
    first_step_not_1: () => "the first step begins with unit 1",
    not_month_bound: () =>
      "a label with steps changes its prices at the first of a month only: “from” is a first day, “to” a last one",
    end_before_start: () => "the last day lies before the first",
    same_label: (label) => `another label has the name ${label}`,
    same_component: (label) => `its component is that of the label ${label}`,
    same_charges: (label) => `the label ${label} could claim the same charges: give them a chargeType each`,
    same_pack: () => "another pack of this account has the same id",
    unknown_label: () => "no label has this name",
    too_many_left: () => "a pack has no more left than it had",
    outside_pack: () => "this day lies outside of the pack's days",
  } satisfies Readonly<Record<PlanFaultCode, (expected: string) => string>>,
  settings: {
    endpoint_invalid: "The endpoint is a host name or an https URL, with an optional port and nothing else.",
    endpoint_not_loopback: "Plain http is for loopback addresses only: use https.",
    proxy_invalid: "The proxy is none: it is an http or https address, as in http://proxy.example:3128.",
    proxy_unsupported: "The proxy is of a kind that is not supported: only http and https proxies are, not SOCKS.",
    limit_invalid: "A request limit is a number above 0.",
  } satisfies Readonly<Record<SettingsError["reason"], string>>,
}

const zhCN: typeof en = {
  config: {
    not_found: (source) => `${source}：文件不存在。`,
    unreadable: (source) => `${source}：文件无法读取。`,
    not_json: (source) => `${source}：不是合法的 JSON。`,
    invalid: (source, place, expected) =>
      `${source}：${place === "" ? "" : `${place}：`}${expected.replace("Expected", "应为")}。`,
    missing_credentials: (_, place, variable) =>
      variable !== ""
        ? `缺少 ${place}：环境变量 ${variable} 没有设置。`
        : `缺少 ${place}：账号 default 请设置 TENCENTCLOUD_SECRET_ID 和 TENCENTCLOUD_SECRET_KEY，其他账号请在 faceid-tally.json 中指明环境变量。`,
  },
  unknownSetting: (source, place, close) =>
    `${source}：${place}：没有这个设置。${close === undefined ? "" : `是指 ${close} 吗？`}`,
  plan: {
    wrong_type: (expected) => `应为 ${expected}`,
    unknown_key: (expected) => `没有这个字段；可用的字段：${expected}`,
    wrong_order: () => "必须晚于（大于）前一项",
    first_step_not_1: () => "第一个阶梯必须从第 1 次开始",
    not_month_bound: () => "有阶梯的标签只能在月初变价：from 须为月初，to 须为月末",
    end_before_start: () => "结束日早于开始日",
    same_label: (label) => `与标签 ${label} 同名`,
    same_component: (label) => `组件名与标签 ${label} 相同`,
    same_charges: (label) => `与标签 ${label} 可能归入同一笔计费：请分别写明 chargeType`,
    same_pack: () => "该账号已有相同编号的资源包",
    unknown_label: () => "没有这个标签",
    too_many_left: () => "余量大于总量",
    outside_pack: () => "不在资源包的有效期内",
  },
  settings: {
    endpoint_invalid: "接入地址应为主机名或 https 地址，可带端口，不得有其他内容。",
    endpoint_not_loopback: "http 只能用于本机地址，请使用 https。",
    proxy_invalid: "代理地址无效：应为 http 或 https 地址，例如 http://proxy.example:3128。",
    proxy_unsupported: "不支持这种代理：只支持 http 和 https 代理，不支持 SOCKS。",
    limit_invalid: "请求频率须大于 0。",
  },
}

const settingsText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }

/** `closest` finds, among the settings that there are, the one that was meant. */
export const settingsSentence = (
  error: ConfigError | SettingsError,
  language: Language,
  closest: (word: string, known: ReadonlyArray<string>) => string | undefined = () => undefined,
): string => {
  const text = settingsText[language]
  if (!(error instanceof ConfigError)) return text.settings[error.reason]
  const { reason, source, path = [], expected = "", known, plan } = error
  const place = path.join(".")
  if (plan !== undefined) return text.config.invalid(source, place, text.plan[plan](expected))
  if (known === undefined) return text.config[reason](source, place, expected)
  return text.unknownSetting(source, place, closest(path.at(-1) ?? "", known))
}
