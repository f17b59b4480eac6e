/** What `work` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  none: "No jobs.",
  unknown: (id: number) => `There is no job ${id}: see work list.`,
  isOpen: (id: number) => `Job ${id} is open: the worker will do it.`,
  reopened: (id: number) => `Job ${id} is open again, and due now.`,
}

const zhCN: typeof en = {
  none: "没有任务。",
  unknown: (id) => `没有编号为 ${id} 的任务：请看 work list。`,
  isOpen: (id) => `任务 ${id} 尚未结束：后台会处理。`,
  reopened: (id) => `任务 ${id} 已重新打开，立即执行。`,
}

export const workText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
