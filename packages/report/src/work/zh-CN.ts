/** Kept work in Chinese. */
import type { WorkMessages } from "./WorkMessages.ts"

export const workZhCN: WorkMessages = {
  kind: { close_day: "日结", pull_again: "重新拉取账单", alert: "发送告警", incident: "持续中的问题" },
  state: { open: "待处理", done: "已完成", failed: "已失败" },
  code: {
    defect: "这是 faceid-tally 自身的缺陷。请反馈给我们，不要附上任何数据；升级后再重试。",
    unreadable: "保存的内容无法读取：由其他版本写入，或被改动过。",
    target_unknown: "配置中已没有这个告警目标：请重新配置，或不再理会。",
    account_unknown: "配置中已没有这个账号：请重新配置，或不再处理。",
    gone: "告警目标表示已停用：请在配置中更换地址。",
    network: "无法连接告警目标：请检查地址、网络和代理。",
    timeout: "告警目标响应太慢：请检查其是否正常。",
    untrusted:
      "告警目标的证书不受本机信任：若经由自建网关或代理，请用 NODE_EXTRA_CA_CERTS 指定其 CA 证书文件并重启；否则请检查地址。",
    redirected: "告警目标要求跳转，本程序不跟随：请配置最终地址。",
    not_json: "机器人的应答无法识别：请检查地址。",
  },
  httpStatus: (status) => `告警目标返回 HTTP ${status}：请检查地址、密钥和对方日志。`,
  robotCode: (code) => `机器人拒绝了消息，其错误码为 ${code}：请检查机器人的安全设置和密钥。`,
  unknown: (code) => `失败，错误码 ${code}。`,
  columns: {
    kind: "任务",
    subject: "对象",
    state: "状态",
    dueAt: "到期",
    endedAt: "结束",
    failures: "失败次数",
    code: "错误码",
    explanation: "处理办法",
  },
}
