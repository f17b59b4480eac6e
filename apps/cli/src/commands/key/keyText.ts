/** What `key` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  created: (role: string) =>
    `This is the key, for the role ${role}. It is shown only now: keep it where secrets are kept.`,
  revoked: (id: string) => `The key ${id} is revoked.`,
  unknown: (id: string) => `There is no key ${id} that could be revoked: see key list.`,
  none: "There is no key: the HTTP service answers this machine only.",
  columns: { id: "Key", role: "Role", title: "Title", createdAt: "Created", revokedAt: "Revoked" },
}

const zhCN: typeof en = {
  created: (role) => `这就是密钥，角色为 ${role}。只在此时显示，请妥善保存。`,
  revoked: (id) => `密钥 ${id} 已失效。`,
  unknown: (id) => `没有可以吊销的密钥 ${id}：请看 key list。`,
  none: "没有密钥：HTTP 服务只应答本机。",
  columns: { id: "密钥", role: "角色", title: "名称", createdAt: "创建时间", revokedAt: "吊销时间" },
}

export type KeyText = typeof en

export const keyText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
