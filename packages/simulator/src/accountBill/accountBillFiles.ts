/**
 * An account bill as people get it from the provider: the columns of 明细账单 in the two generations of their headers, and
 * pages of `DescribeBillDetail`.
 */
import type { AccountBill, BilledComponent } from "../world/AccountBill.ts"

export type HeaderGeneration = "older" | "newer"

export interface AccountBillColumn {
  readonly title: string
  /** What a spreadsheet has as a number. */
  readonly isNumber: boolean
  readonly text: (row: BilledComponent, month: string) => string
}

const column = (title: string, text: AccountBillColumn["text"], isNumber = false): AccountBillColumn => ({
  title,
  isNumber,
  text,
})
const amount = (title: string, text: AccountBillColumn["text"]) => column(title, text, true)

const UIN = "100000000000"
const nothing = () => "0.00000000"

/** All is paid in cash. */
const columns: Readonly<Record<HeaderGeneration, ReadonlyArray<AccountBillColumn>>> = {
  older: [
    column("产品名称", ({ product }) => product),
    column("子产品名称", ({ subproduct }) => subproduct),
    column("交易类型", ({ action }) => action),
    column("支付者UIN", () => UIN),
    column("使用者UIN", () => UIN),
    column("开始使用时间", ({ begin }) => begin),
    column("组件名称", ({ component }) => component),
    amount("组件单价（元）", ({ unitPrice }) => unitPrice),
    amount("组件用量", ({ used }) => used),
    amount("优惠后总价（元）", ({ cost }) => cost),
    amount("优惠券支付（元）", nothing),
    amount("赠送金支付（元）", nothing),
    amount("分成金支付（元）", nothing),
    amount("现金支付（元）", ({ cost }) => cost),
    column("账单月份", (_, month) => month),
  ],
  newer: [
    column("支付者UIN", () => UIN),
    column("使用者UIN", () => UIN),
    column("账单月", (_, month) => month),
    column("产品名称", ({ product }) => product),
    column("子产品名称", ({ subproduct }) => subproduct),
    column("交易类型", ({ action }) => action),
    column("交易ID", ({ billId }) => billId),
    column("开始使用时间", ({ begin }) => begin),
    column("组件名称", ({ component }) => component),
    amount("组件单价", ({ unitPrice }) => unitPrice),
    amount("原始用量/时长", ({ raw }) => raw),
    amount("抵扣用量/时长(含资源包)", ({ deducted }) => deducted),
    amount("组件用量", ({ used }) => used),
    amount("优惠后总价(元)", ({ cost }) => cost),
    amount("代金券支出(元)", nothing),
    amount("赠送账户支出(元)", nothing),
    amount("分成账户支出(元)", nothing),
    amount("现金账户支出(元)", ({ cost }) => cost),
  ],
}

/** The columns of 明细账单. */
export const accountBillColumns = (generation: HeaderGeneration): ReadonlyArray<AccountBillColumn> =>
  columns[generation]

/** 明细账单 as CSV that Excel opens. */
export const accountBillCsv = ({ rows, month }: AccountBill, generation: HeaderGeneration): string => {
  const lines = [
    columns[generation].map(({ title }) => title),
    ...rows.map((row) => columns[generation].map(({ text }) => text(row, month))),
  ]
  return `\uFEFF${lines.map((cells) => `${cells.map(quoted).join(",")}\r\n`).join("")}`
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Pages of the answer of `DescribeBillDetail`. */
export const accountBillPages = ({ rows, month }: AccountBill, size = 100): ReadonlyArray<object> =>
  Array.from({ length: Math.max(1, Math.ceil(rows.length / size)) }, (_, page) => ({
    Response: {
      DetailSet: rows.slice(page * size, (page + 1) * size).map((row) => detailOf(row, month)),
      Total: rows.length,
      RequestId: `account-bill-${month}-${page + 1}`,
    },
  }))

const detailOf = (row: BilledComponent, month: string) => ({
  BusinessCodeName: row.product,
  ProductCodeName: row.subproduct,
  PayModeName: "按量计费",
  ActionTypeName: row.action,
  BillId: row.billId,
  FeeBeginTime: row.begin,
  BillMonth: month,
  PayerUin: UIN,
  OwnerUin: UIN,
  Tags: [],
  ComponentSet: [
    {
      ItemCodeName: row.component,
      ContractPrice: row.unitPrice,
      PriceUnit: "元/次",
      UsedAmount: row.used,
      UsedAmountUnit: "次",
      RealTotalMeasure: row.raw,
      DeductedMeasure: row.deducted,
      RealCost: row.cost,
      VoucherPayAmount: nothing(),
      IncentivePayAmount: nothing(),
      TransferPayAmount: nothing(),
      CashPayAmount: row.cost,
    },
  ],
})
