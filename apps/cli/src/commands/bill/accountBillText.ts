/** What `bill import` says of account bills, in both languages. */
import type { Language } from "@faceid-tally/report"

const rowsOf = (count: number) => (count === 1 ? "1 row" : `${count} rows`)

const en = {
  mixed: (accountBill: string, other: string) =>
    `${accountBill} is an account bill and ${other} is not: import them one after the other.`,
  ofAccountBill: (option: string) => `${option} belongs to an account bill (download of the bill details, L3).`,
  notOfAccountBill: (option: string) => `${option} does not go with an account bill: its columns have fixed names.`,
  noMonth: (file: string) =>
    `${file}: it does not say of which month this account bill is; name the month, for example --month 2026-10.`,
  twice: (first: string, second: string, month: string) =>
    `${first} and ${second} are both the bill of ${month}: one file holds the whole bill of a month. Put pages into one file, one a line.`,
  named: (file: string, month: string, named: string) =>
    `${file}: its rows name ${named}; it is taken as the bill of ${month}, as --month says.`,
  otherMonths: (file: string, rows: number, month: string) =>
    `${file}: ${rowsOf(rows)} ${rows === 1 ? "begins" : "begin"} in another month than ${month}, as in a bill by deduction cycle (扣费周期). Download it by billing cycle (计费周期).`,
  early: (file: string, from: string) =>
    `${file}: the bill of this month is final from ${from} on; import it again then.`,
  summary: (of: { readonly rows: number; readonly dropped: number; readonly total: string }) =>
    `account bill, ${rowsOf(of.rows)} of FaceID, ¥${of.total}` +
    (of.dropped === 0 ? "" : ` (${rowsOf(of.dropped)} of other products not kept)`),
  version: (version: number, isNew: boolean) =>
    isNew ? `, version ${version}` : `, unchanged since version ${version}`,
}

const zhCN: typeof en = {
  mixed: (accountBill, other) => `${accountBill} 是账户账单，${other} 不是：请分两次导入。`,
  ofAccountBill: (option) => `${option} 只用于账户账单（明细账单 L3）。`,
  notOfAccountBill: (option) => `${option} 不能用于账户账单：账户账单的列名是固定的。`,
  noMonth: (file) => `${file}：无法判断这份账户账单属于哪个月；请指定月份，例如 --month 2026-10。`,
  twice: (first, second, month) =>
    `${first} 和 ${second} 都是 ${month} 的账单：一个月的账单须在一个文件中。多页请放进同一个文件，每行一页。`,
  named: (file, month, named) => `${file}：行中写的账单月是 ${named}；按 --month 作为 ${month} 的账单处理。`,
  otherMonths: (file, rows, month) =>
    `${file}：有 ${rows} 行的开始使用时间不在 ${month}，像是按扣费周期下载的账单；请改为按计费周期下载。`,
  early: (file, from) => `${file}：该月账单自 ${from} 起才是最终结果，届时请重新导入。`,
  summary: ({ rows, dropped, total }) =>
    `账户账单：人脸核身 ${rows} 行，合计 ¥${total}${dropped === 0 ? "" : `（其他产品 ${dropped} 行未保留）`}`,
  version: (version, isNew) => (isNew ? `，版本 ${version}` : `，与版本 ${version} 相同`),
}

export const accountBillText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
