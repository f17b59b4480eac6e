/** What stands around every page, in both languages. */
import type { Role } from "@faceid-tally/books/engine"
import { both, type Both, byLanguage } from "@faceid-tally/report"

export type PageName = "month" | "discrepancies" | "verifications" | "evidence" | "settings"

const pages: Readonly<Record<PageName, Both<string>>> = {
  month: both("Month", "月度"),
  discrepancies: both("Discrepancies", "差异"),
  verifications: both("Verifications", "核验"),
  evidence: both("Evidence", "存证"),
  settings: both("Settings", "设置"),
}

const roles: Readonly<Record<Role, Both<string>>> = {
  ingest: both("ingest", "写入"),
  finance: both("finance", "财务"),
  read: both("read", "只读"),
  admin: both("admin", "管理"),
}

export const layoutText = byLanguage({
  skip: both("Skip to content", "跳到正文"),
  nav: both("Main", "主导航"),
  breadcrumb: both("Breadcrumb", "当前位置"),
  search: both("BizToken or Seq", "BizToken 或 Seq"),
  searchHint: both("Paste a whole BizToken or Seq", "粘贴完整的 BizToken 或 Seq"),
  find: both("Find", "查找"),
  pages,
  /** The other language, in that language. */
  otherLanguage: both("中文", "English"),
  signOut: both("Sign out", "退出"),
  signedIn: both(
    (key: string, role: string) => `Key ${key} (${role})`,
    (key, role) => `密钥 ${key}（${role}）`,
  ),
  role: roles,
  /** No key is configured. */
  open: both(
    "No key is configured: only this machine can open the console, and nobody has to sign in. Create the first key with faceid-tally key create --role admin.",
    "尚未设置密钥：只有本机可以访问，且无需登录。用 faceid-tally key create --role admin 创建第一个密钥。",
  ),
  times: both(
    "Days and times are those of China (UTC+8), as on the bill.",
    "日期和时间均为北京时间（UTC+8），与账单一致。",
  ),
  download: both("Download XLSX", "下载 Excel"),
  nextPage: both("Next page", "下一页"),
  firstPage: both("Back to the first page", "回到第一页"),
  paging: both("Pages", "翻页"),
})
