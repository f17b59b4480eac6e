/** What an alert says, in both languages: a title, then what happened and what to do. */
import type { Alert, AlertKind } from "@faceid-tally/books/engine"

import { both, type Both, byLanguage } from "../language/both.ts"
import { formatCount as n } from "../language/Money.ts"
import { plural } from "../language/plural.ts"
import { chinaTime } from "./chinaTime.ts"
import { shortened } from "./shortened.ts"

export interface AlertSentences {
  readonly title: string
  readonly lines: ReadonlyArray<string>
}

/** What is said of each kind of alert. `advice`: what the failure means that the alert tells of, in the same language. */
export type AlertKindTexts = {
  readonly [K in AlertKind]: (alert: Extract<Alert, { readonly kind: K }>, advice: string) => AlertSentences
}

const ofAccount: Both<(account: string | null) => string> = both(
  (account) => (account === null ? "" : `Account ${account}, `),
  (account) => (account === null ? "" : `账号 ${account} `),
)

const kind: { readonly [K in AlertKind]: Both<AlertKindTexts[K]> } = {
  overcharged_day: both(
    ({ day, account, charges }) => ({
      title: `${ofAccount.en(account)}${day}: the bill has ${plural(charges, "charge")} too many`,
      lines: [
        `The provider's bill of ${day} has ${plural(charges, "charge")} that the books do not have.`,
        "Look at the discrepancies of the day, and take them up with the provider.",
      ],
    }),
    ({ day, account, charges }) => ({
      title: `${ofAccount["zh-CN"](account)}${day} 账单多收 ${n(charges)} 次`,
      lines: [
        `腾讯云 ${day} 的账单上有 ${n(charges)} 次收费，账本中没有。`,
        "请查看当天的差异明细，并据此与腾讯云核对。",
      ],
    }),
  ),
  unexplained_day: both(
    ({ day, account, charges }) => ({
      title: `${ofAccount.en(account)}${day}: the bill lacks ${plural(charges, "charge")}`,
      lines: [
        `The books have ${plural(charges, "charge")} of ${day} that the bill has not, also not on a day nearby.`,
        "Check that the attempts belong to the account, then ask the provider.",
      ],
    }),
    ({ day, account, charges }) => ({
      title: `${ofAccount["zh-CN"](account)}${day} 账单缺少 ${n(charges)} 次收费`,
      lines: [
        `账本中 ${day} 的 ${n(charges)} 次收费不在账单上，相邻日期的账单上也没有。`,
        "请确认这些核验属于该账号，再向腾讯云询问。",
      ],
    }),
  ),
  token_deadline: both(
    ({ account, bizTokens, bizToken, deadline }) => ({
      title: `Account ${account}: ${plural(bizTokens, "BizToken")} about to expire`,
      lines: [
        `The first of them (${shortened(bizToken)}) cannot be fetched after ${chinaTime(deadline)}; its charges could not be checked any more.`,
        "Check that a worker runs, and the account's credentials and network. A BizToken without RuleId has to be registered again with one.",
      ],
    }),
    ({ account, bizTokens, bizToken, deadline }) => ({
      title: `账号 ${account} 有 ${n(bizTokens)} 个 BizToken 即将过期`,
      lines: [
        `最早的一个（${shortened(bizToken)}）在 ${chinaTime(deadline)} 之后无法拉取，其收费将无从核对。`,
        "请确认后台任务（worker）在运行，并检查该账号的密钥和网络；没有 RuleId 的 BizToken 请补上 RuleId 重新登记。",
      ],
    }),
  ),
  provider_refuses: both(
    ({ account, ruleId, code }, advice) => ({
      title: `The provider refuses the account ${account}${ruleId === null ? "" : `, RuleId ${ruleId}`}`,
      lines: [`It answers ${code}. ${advice}`, "Until then nothing of it is fetched."],
    }),
    ({ account, ruleId, code }, advice) => ({
      title: `腾讯云拒绝账号 ${account}${ruleId === null ? "" : `、RuleId ${ruleId}`} 的请求`,
      lines: [`返回 ${code}。${advice}`, "在此之前，其结果和账单都不会更新。"],
    }),
  ),
  provider_outage: both(
    ({ account, code, since }, advice) => ({
      title: `Account ${account}: no answer from the provider for over an hour`,
      lines: [
        `Since ${chinaTime(since)} every request has failed (${code}). ${advice}`,
        "It is tried again; what is due is fetched when it answers. BizTokens are kept for 3 days.",
      ],
    }),
    ({ account, code, since }, advice) => ({
      title: `账号 ${account} 已超过一小时未得到腾讯云的应答`,
      lines: [
        `自 ${chinaTime(since)} 起请求全部失败（${code}）。${advice}`,
        "系统会继续重试，恢复后补拉到期的结果。腾讯云保留结果 3 天。",
      ],
    }),
  ),
  bill_rerun: both(
    ({ account, day, version, chargesBefore, charges }) => ({
      title: `Account ${account}: the bill of ${day} has changed`,
      lines: [
        `Version ${version} has ${plural(charges, "charge")}; the one before had ${plural(chargesBefore, "charge")}.`,
        `The day was reconciled again. What changed: bill diff ${day}.`,
      ],
    }),
    ({ account, day, version, chargesBefore, charges }) => ({
      title: `账号 ${account} ${day} 的账单有变化`,
      lines: [
        `第 ${version} 版有 ${n(charges)} 次收费，前一版为 ${n(chargesBefore)} 次。`,
        `当天已重新对账。变化内容请看 bill diff ${day}。`,
      ],
    }),
  ),
  pull_late: both(
    ({ account, day, code }, advice) => ({
      title: `Account ${account}: the bill of ${day} is late`,
      lines: [
        code === null
          ? "It is empty although there were charges, or another process is still at it."
          : `It could not be pulled (${code}). ${advice}`,
        "It is tried again; the day is reconciled when it is there.",
      ],
    }),
    ({ account, day, code }, advice) => ({
      title: `账号 ${account} ${day} 的账单延迟出账`,
      lines: [
        code === null ? "当天有收费而账单仍为空，或另一进程仍在拉取。" : `拉取失败（${code}）。${advice}`,
        "系统会继续重试，拉取完成后再对账。",
      ],
    }),
  ),
  event_conflict: both(
    ({ eventId }) => ({
      title: "Two different events came under one id",
      lines: [
        `Id ${shortened(eventId)}: the first was taken, the second was not.`,
        "Check the sender: each event needs a webhook-id of its own. If nobody of yours sent the second, replace the secret.",
      ],
    }),
    ({ eventId }) => ({
      title: "同一事件编号收到两份不同内容",
      lines: [
        `编号 ${shortened(eventId)}：第一份已采用，第二份未采用。`,
        "请检查发送方：每个事件要有自己的 webhook-id。如果第二份不是你们发送的，请更换密钥。",
      ],
    }),
  ),
  event_refused: both(
    ({ code, path }) => ({
      title: "A signed event was refused",
      lines: [
        `${path === "" ? "It" : `Its field ${path}`} is not as it must be (${code}): nothing of it is in the books.`,
        "Correct the sender, and send what it had to say again. Further events of this day are refused without a word here.",
      ],
    }),
    ({ code, path }) => ({
      title: "有已签名的事件被拒绝",
      lines: [
        `${path === "" ? "事件" : `字段 ${path}`} 不符合要求（${code}），其内容未进入账本。`,
        "请修正发送方并重新发送。当天再有事件被拒绝，不会另行告警。",
      ],
    }),
  ),
  month_ready_to_close: both(
    ({ month }) => ({
      title: `${month} can be closed`,
      lines: [
        "The bill is complete, every discrepancy is decided, and nothing else stands in the way.",
        `Look at the statement, then close the month: statement ${month} --close.`,
      ],
    }),
    ({ month }) => ({
      title: `${month} 可以结账`,
      lines: ["账单已齐，差异均已处理，没有其他阻碍。", `请核对结算单后结账：statement ${month} --close。`],
    }),
  ),
  decision_conflict: both(
    ({ month, decisions }) => ({
      title: `${month}: ${plural(decisions, "decision")} no longer ${decisions === 1 ? "fits" : "fit"}`,
      lines: [
        "The books or the bill have changed since; the discrepancies are open again.",
        `Look at them and decide anew: decide ${month} --state open. The former decisions stand beside them.`,
      ],
    }),
    ({ month, decisions }) => ({
      title: `${month} 有 ${n(decisions)} 条差异的处理结论已不适用`,
      lines: [
        "作出结论之后，账本或账单有变化，这些差异重新变为待处理。",
        `请查看并重新处理：decide ${month} --state open。原结论仍列在旁边。`,
      ],
    }),
  ),
  heartbeat: both(
    ({ closedUntil, incidents, failed }) => {
      const days = closedUntil === null ? "" : ` All days until ${closedUntil} are closed.`
      const ends = "This message comes at 10:00 on days without any other. If it stays away, check that a worker runs."
      if (incidents + failed === 0) {
        return { title: "All is well", lines: [`The worker runs, and nothing is open.${days}`, ends] }
      }
      const open = [
        ...(incidents === 0 ? [] : [plural(incidents, "alert")]),
        ...(failed === 0 ? [] : [plural(failed, "failed job")]),
      ]
      return {
        title: `Nothing new; still open: ${open.join(", ")}`,
        lines: [
          `The worker runs.${days} See work list --kind incident --state open, and work list --state failed.`,
          ends,
        ],
      }
    },
    ({ closedUntil, incidents, failed }) => {
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
    },
  ),
}

export const alertTexts = byLanguage({
  kind,
  open: both("Open the console", "打开控制台"),
  /** What was told before has changed, or is over. */
  updated: both(
    (title: string) => `Update: ${title}`,
    (title) => `更新：${title}`,
  ),
  resolved: both(
    (title: string): AlertSentences => ({
      title: `Resolved: ${title}`,
      lines: ["It is over; nothing need be done about it."],
    }),
    (title) => ({ title: `已恢复：${title}`, lines: ["该问题已结束，无需处理。"] }),
  ),
  /** A month that could be closed cannot be any more. */
  notReady: both(
    (month: string): AlertSentences => ({
      title: `${month} cannot be closed for now`,
      lines: ["Something stands in the way again.", `What it is stands in the statement: statement ${month}.`],
    }),
    (month) => ({
      title: `${month} 暂不能结账`,
      lines: ["又出现了阻碍结账的事项。", `具体事项见结算单：statement ${month}。`],
    }),
  ),
  /** Many at once: their titles, of which `more` are left out. */
  digest: both(
    (count: number, titles: ReadonlyArray<string>, more: number): AlertSentences => ({
      title: `${plural(count, "alert")} at once`,
      lines: [
        ...titles.map((title) => `- ${title}`),
        ...(more === 0 ? [] : [`and ${more} more: see work list --kind alert`]),
      ],
    }),
    (count, titles, more) => ({
      title: `共 ${n(count)} 条告警`,
      lines: [
        ...titles.map((title) => `- ${title}`),
        ...(more === 0 ? [] : [`另有 ${n(more)} 条，请看 work list --kind alert`]),
      ],
    }),
  ),
  /** Sent by hand, to see that it arrives. */
  test: both<AlertSentences>(
    {
      title: "This is a test",
      lines: ["Alerts reach this target. It was sent by hand, with alerts test; nothing need be done."],
    },
    { title: "这是一条测试消息", lines: ["告警可以送达此处。由 alerts test 手动发送，无需处理。"] },
  ),
})
