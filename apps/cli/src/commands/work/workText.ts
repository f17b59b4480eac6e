/** What `work` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  none: "There is no such work.",
  unknown: (id: number) => `There is no work ${id}: see work list.`,
  isOpen: (id: number) => `Work ${id} is open: the worker will do it.`,
  reopened: (id: number) => `Work ${id} is open again, and due now.`,
}

const zhCN: typeof en = {
  none: "没有这样的工作。",
  unknown: (id) => `没有编号为 ${id} 的工作：请看 work list。`,
  isOpen: (id) => `工作 ${id} 尚未结束：后台会处理。`,
  reopened: (id) => `工作 ${id} 已重新打开，立即到期。`,
}

export const workText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
