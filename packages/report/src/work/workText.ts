/** What is said of kept work, in both languages: what it is, how it stands, and what the code of its failure means. */
import type { WorkKind, WorkState } from "@faceid-tally/books/engine"

import { both, type Both, byLanguage } from "../language/both.ts"

/** The codes of work itself; others are those of the provider, the pull and the ledger. */
export const workCodes = [
  "defect",
  "unreadable",
  "target_unknown",
  "account_unknown",
  "gone",
  "network",
  "timeout",
  "untrusted",
  "redirected",
  "not_json",
] as const
export type WorkCode = (typeof workCodes)[number]

const kind: Readonly<Record<WorkKind, Both<string>>> = {
  close_day: both("close day", "日结"),
  pull_again: both("pull a bill again", "重新拉取账单"),
  alert: both("send alert", "发送告警"),
  incident: both("lasting problem", "持续中的问题"),
}

const state: Readonly<Record<WorkState, Both<string>>> = {
  open: both("open", "待处理"),
  done: both("done", "已完成"),
  failed: both("failed", "已失败"),
}

const codes: Readonly<Record<WorkCode, Both<string>>> = {
  defect: both(
    "This is a defect of faceid-tally. Please report it, without any data; then try again with a new version.",
    "这是 faceid-tally 自身的缺陷。请反馈给我们，不要附上任何数据；升级后再重试。",
  ),
  unreadable: both(
    "What is kept of it cannot be read: another version wrote it, or it was changed.",
    "保存的内容无法读取：由其他版本写入，或被改动过。",
  ),
  target_unknown: both(
    "The settings no longer name this target: name it again, or let it be.",
    "配置中已没有这个告警目标：请重新配置，或不再理会。",
  ),
  account_unknown: both(
    "The settings no longer name this account: name it again, or let it be.",
    "配置中已没有这个账号：请重新配置，或不再处理。",
  ),
  gone: both(
    "The target says that it is gone: give it a new address in the settings.",
    "告警目标表示已停用：请在配置中更换地址。",
  ),
  network: both(
    "The target could not be reached: check its address, the network and the proxy.",
    "无法连接告警目标：请检查地址、网络和代理。",
  ),
  timeout: both("The target took too long to answer: check that it is well.", "告警目标响应太慢：请检查其是否正常。"),
  untrusted: both(
    "The target's certificate is not trusted here: name the CA of your own gateway or proxy in NODE_EXTRA_CA_CERTS and start again; else check its address.",
    "告警目标的证书不受本机信任：若经由自建网关或代理，请用 NODE_EXTRA_CA_CERTS 指定其 CA 证书文件并重启；否则请检查地址。",
  ),
  redirected: both(
    "The target leads elsewhere, which is not followed: set the final address.",
    "告警目标要求跳转，本程序不跟随：请配置最终地址。",
  ),
  not_json: both("Unexpected reply from the bot: check the address.", "机器人的应答无法识别：请检查地址。"),
}

export const workText = byLanguage({
  kind,
  state,
  /** What happened, and what to do. */
  code: codes,
  httpStatus: both(
    (status: string) => `The target answered with HTTP ${status}: check its address, secret and log.`,
    (status) => `告警目标返回 HTTP ${status}：请检查地址、密钥和对方日志。`,
  ),
  robotCode: both(
    (code: string) => `The robot refuses messages with its code ${code}: check its security settings and secret.`,
    (code) => `机器人拒绝了消息，其错误码为 ${code}：请检查机器人的安全设置和密钥。`,
  ),
  /** Of a code that no sentence is known for. */
  unknown: both(
    (code: string) => `It failed with the code ${code}.`,
    (code) => `失败，错误码 ${code}。`,
  ),
  columns: {
    kind: both("Work", "任务"),
    subject: both("Subject", "对象"),
    state: both("State", "状态"),
    dueAt: both("Due", "到期"),
    endedAt: both("Ended", "结束"),
    failures: both("Failures", "失败次数"),
    code: both("Code", "错误码"),
    explanation: both("What to do", "处理办法"),
  },
})
