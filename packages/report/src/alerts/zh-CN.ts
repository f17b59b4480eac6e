/** Alerts in Chinese. */
import { formatCount as n } from "../language/Money.ts"
import type { AlertMessages } from "./AlertMessages.ts"
import { chinaTime } from "./chinaTime.ts"
import { shortened } from "./shortened.ts"

const ofAccount = (account: string | null): string => (account === null ? "" : `账号 ${account} `)

export const alertsZhCN: AlertMessages = {
  say: (alert, advice) => {
    switch (alert.kind) {
      case "overcharged_day": {
        const { day, account, charges } = alert
        return {
          title: `${ofAccount(account)}${day} 账单多收 ${n(charges)} 次`,
          lines: [
            `腾讯云 ${day} 的账单上有 ${n(charges)} 次收费，账本中没有。`,
            "请查看当天的差异明细，并据此与腾讯云核对。",
          ],
        }
      }
      case "unexplained_day": {
        const { day, account, charges } = alert
        return {
          title: `${ofAccount(account)}${day} 账单缺少 ${n(charges)} 次收费`,
          lines: [
            `账本中 ${day} 的 ${n(charges)} 次收费不在账单上，相邻日期的账单上也没有。`,
            "请确认这些核验属于该账号，再向腾讯云询问。",
          ],
        }
      }
      case "token_deadline": {
        const { account, bizTokens, bizToken, deadline } = alert
        return {
          title: `账号 ${account} 有 ${n(bizTokens)} 个 BizToken 即将过期`,
          lines: [
            `最早的一个（${shortened(bizToken)}）在 ${chinaTime(deadline)} 之后无法拉取，其收费将无从核对。`,
            "请确认后台任务（worker）在运行，并检查该账号的密钥和网络；没有 RuleId 的 BizToken 请补上 RuleId 重新登记。",
          ],
        }
      }
      case "provider_refuses": {
        const { account, ruleId, code } = alert
        return {
          title: `腾讯云拒绝账号 ${account}${ruleId === null ? "" : `、RuleId ${ruleId}`} 的请求`,
          lines: [`返回 ${code}。${advice}`, "在此之前，其结果和账单都不会更新。"],
        }
      }
      case "provider_outage": {
        const { account, code, since } = alert
        return {
          title: `账号 ${account} 已超过一小时未得到腾讯云的应答`,
          lines: [
            `自 ${chinaTime(since)} 起请求全部失败（${code}）。${advice}`,
            "系统会继续重试，恢复后补拉到期的结果。腾讯云保留结果 3 天。",
          ],
        }
      }
      case "bill_rerun": {
        const { account, day, version, chargesBefore, charges } = alert
        return {
          title: `账号 ${account} ${day} 的账单有变化`,
          lines: [
            `第 ${version} 版有 ${n(charges)} 次收费，前一版为 ${n(chargesBefore)} 次。`,
            `当天已重新对账。变化内容请看 bill diff ${day}。`,
          ],
        }
      }
      case "pull_late": {
        const { account, day, code } = alert
        return {
          title: `账号 ${account} ${day} 的账单延迟出账`,
          lines: [
            code === null ? "当天有收费而账单仍为空，或另一进程仍在拉取。" : `拉取失败（${code}）。${advice}`,
            "系统会继续重试，拉取完成后再对账。",
          ],
        }
      }
      case "event_conflict": {
        const { eventId } = alert
        return {
          title: "同一事件编号收到两份不同内容",
          lines: [
            `编号 ${shortened(eventId)}：第一份已采用，第二份未采用。`,
            "请检查发送方：每个事件要有自己的 webhook-id。如果第二份不是你们发送的，请更换密钥。",
          ],
        }
      }
      case "event_refused": {
        const { code, path } = alert
        return {
          title: "有已签名的事件被拒绝",
          lines: [
            `${path === "" ? "事件" : `字段 ${path}`} 不符合要求（${code}），其内容未进入账本。`,
            "请修正发送方并重新发送。当天再有事件被拒绝，不会另行告警。",
          ],
        }
      }
      case "heartbeat": {
        const { closedUntil, incidents, failed } = alert
        const days = closedUntil === null ? "" : `截至 ${closedUntil} 的每一天均已对账。`
        const ends = "当天没有其他消息时，10:00 发送本条。如未收到，请检查 worker 是否在运行。"
        if (incidents + failed === 0) {
          return { title: "一切正常", lines: [`worker 运行正常，没有未恢复的告警。${days}`, ends] }
        }
        const open = [
          ...(incidents === 0 ? [] : [`${n(incidents)} 条告警未恢复`]),
          ...(failed === 0 ? [] : [`${n(failed)} 项任务失败`]),
        ]
        return {
          title: `没有新告警；仍有 ${open.join("、")}`,
          lines: [
            `worker 运行正常。${days}详情请看 work list --kind incident --state open 和 work list --state failed。`,
            ends,
          ],
        }
      }
    }
  },
  open: "打开控制台",
  updated: (title) => `更新：${title}`,
  resolved: (title) => ({ title: `已恢复：${title}`, lines: ["该问题已结束，无需处理。"] }),
  digest: (count, titles, more) => ({
    title: `共 ${n(count)} 条告警`,
    lines: [
      ...titles.map((title) => `- ${title}`),
      ...(more === 0 ? [] : [`另有 ${n(more)} 条，请看 work list --kind alert`]),
    ],
  }),
  test: { title: "这是一条测试消息", lines: ["告警可以送达此处。由 alerts test 手动发送，无需处理。"] },
}
