/**
 * The account bill of the simulated world: what the provider asks for by a price plan, label by label, beside rows of other
 * products, as 明细账单 has them (F3).
 */
import { dayFromNumber, type Month, monthOf, monthOfDay } from "@faceid-tally/core/engine"
import {
  type Amount,
  amountText,
  type BilledCharges,
  type BilledLabel,
  planOf,
  priceBill,
  type PricePlans,
} from "@faceid-tally/core/money"

import { Random } from "./Random.ts"
import type { World } from "./World.ts"
import {
  type ChargedLabel,
  type MoneyPlantKind,
  moneyPlantKinds,
  type MoneyPlants,
  type PlantedMoney,
  rightly,
  wrongBy,
  wrongly,
} from "./moneyPlant.ts"

/** What the account bills of a world follow from. */
export interface MoneyOptions {
  readonly prices: PricePlans
  /** How many errors of each kind are planted in the bills of a month, over all accounts. */
  readonly plants?: MoneyPlants | undefined
}

/** A row: one component of one transaction. Texts are as the provider writes them. */
export interface BilledComponent {
  readonly product: string
  readonly subproduct: string
  readonly action: string
  readonly billId: string
  readonly begin: string
  readonly component: string
  readonly unitPrice: string
  readonly used: string
  readonly raw: string
  readonly deducted: string
  readonly cost: string
}

export interface AccountBill {
  readonly account: string
  /** `2026-10` */
  readonly month: string
  readonly rows: ReadonlyArray<BilledComponent>
  readonly planted: ReadonlyArray<PlantedMoney>
}

/** The bills of all accounts for a month; without prices there are none. */
export const accountBillsOf = (
  world: World,
  money: MoneyOptions | undefined,
  name: string,
): ReadonlyArray<AccountBill> => {
  const month = monthOf(name)
  return month === undefined || money === undefined ? [] : new BillMaker(world, money, month).bills()
}

/** What is planted in the months that lie in the world from their first to their last day. */
export const plantedMoneyOf = (world: World, money: MoneyOptions | undefined): ReadonlyArray<PlantedMoney> => {
  const { days } = world
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || money?.plants === undefined) return []
  const months = new Map(days.map((day) => [monthOfDay(day).name, monthOfDay(day)]))
  return [...months.values()]
    .filter((month) => first <= month.first && month.last <= last)
    .flatMap(({ name: month }) => accountBillsOf(world, money, month).flatMap(({ planted }) => planted))
}

interface LabelOfAccount {
  readonly account: string
  readonly of: BilledLabel
  readonly right: ChargedLabel
}

class BillMaker {
  readonly #world: World
  readonly #money: MoneyOptions
  readonly #month: Month
  readonly #planted: Array<PlantedMoney> = []
  readonly #wrong = new Map<BilledLabel, ChargedLabel>()
  readonly #adjustments: Array<PlantedMoney> = []

  constructor(world: World, money: MoneyOptions, month: Month) {
    this.#world = world
    this.#money = money
    this.#month = month
  }

  bills(): ReadonlyArray<AccountBill> {
    const labels = this.#world.accounts.flatMap(({ name }) => this.#labelsOf(name))
    const random = this.#random("errors")
    for (const kind of moneyPlantKinds) {
      for (let i = 0; i < (this.#money.plants?.[kind] ?? 0); i++) this.#plant(kind, random.shuffled(labels), random)
    }
    return this.#world.accounts.map(({ name }) => ({
      account: name,
      month: this.#month.name,
      rows: this.#rowsOf(
        name,
        labels.filter(({ account }) => account === name),
      ),
      planted: this.#planted.filter(({ account }) => account === name),
    }))
  }

  #random(what: string): Random {
    return new Random(this.#world.seed, `account bills ${this.#month.name} ${what}`)
  }

  #labelsOf(account: string): ReadonlyArray<LabelOfAccount> {
    const plan = planOf(this.#money.prices, account)
    const start = (plan?.packs ?? []).reduce(
      (first, { from, left }) => Math.min(first, left?.day ?? from),
      this.#month.first,
    )
    const labels = priceBill(
      {
        account,
        plan,
        billed: this.#charges(account, this.#month.first, this.#month.last),
        // Before the world began nothing was charged, and the provider knows it.
        history: { isComplete: () => true, billed: this.#charges(account, start, this.#month.first - 1) },
      },
      this.#month,
    )
    return labels.flatMap((of) => {
      const right = of.label === null ? undefined : rightly(of)
      return right === undefined ? [] : [{ account, of, right }]
    })
  }

  #charges(account: string, from: number, to: number): ReadonlyArray<BilledCharges> {
    const days = this.#world.days.filter((day) => from <= day && day <= to)
    return days.flatMap((day) =>
      this.#world
        .bill(account, day)
        .tokens.flatMap(({ ruleId, lines }) =>
          lines
            .filter(({ charge }) => charge === true)
            .map(({ chargeType }) => ({ day, ruleId, chargeType, charges: 1 })),
        ),
    )
  }

  #plant(kind: MoneyPlantKind, room: ReadonlyArray<LabelOfAccount>, random: Random): void {
    const month = this.#month.name
    if (kind === "wrong_adjustment") {
      const account = random.pick(this.#world.accounts.map(({ name }) => [name, 1]))
      const fen = random.integer(1, 999) * (random.isLucky(0.5) ? 1 : -1)
      const amount = amountText(BigInt(fen) * 1_000_000n)
      const planted = { kind, account, month, label: null, line: "adjustment", amount } as const
      this.#planted.push(planted)
      this.#adjustments.push(planted)
      return
    }
    for (const { account, of, right } of room) {
      if (this.#wrong.has(of)) continue
      const wrong = wrongly(kind, of, right, { random, lastDay: this.#month.last })
      if (wrong === undefined) continue
      this.#wrong.set(of, wrong)
      const line = kind === "wrong_price" ? "price" : "usage"
      this.#planted.push({ kind, account, month, label: of.label?.label ?? null, line, amount: wrongBy(wrong, right) })
      return
    }
    throw new RangeError(`The account bills of ${month} have no room for every ${kind}.`)
  }

  #rowsOf(account: string, labels: ReadonlyArray<LabelOfAccount>): ReadonlyArray<BilledComponent> {
    const random = this.#random(account)
    const begin = `${dayFromNumber(this.#month.first)} 00:00:00`
    const usual = { action: "按量计费月结", begin }
    const ofLabels = labels.map(({ of, right }) => ({
      ...usual,
      ...PRODUCT,
      billId: digits(random),
      component: `人脸核身·${of.label?.component ?? ""}`,
      ...textsOf(this.#wrong.get(of) ?? right),
    }))
    const adjustments = this.#adjustments
      .filter((planted) => planted.account === account)
      .map(({ amount }) => ({
        ...PRODUCT,
        action: "调账补偿",
        billId: digits(random),
        begin: `${dayFromNumber(monthOfDay(this.#month.first - 1).first)} 00:00:00`,
        component: "人脸核身·调账",
        ...NO_USE,
        cost: amount,
      }))
    const others = OTHER_PRODUCTS.map((other) => ({ ...usual, billId: digits(random), ...other }))
    return [...ofLabels, ...adjustments, ...others]
  }
}

const PRODUCT = { product: "人脸核身", subproduct: "人脸核身-微信" }
const NO_USE = { unitPrice: "-", used: "-", raw: "-", deducted: "-" }

/** What stands beside it on every account bill, and is none of this product. */
const OTHER_PRODUCTS = [
  {
    product: "云服务器 CVM",
    subproduct: "云服务器 CVM-标准型 S5",
    component: "CPU",
    unitPrice: "0.08",
    used: "1.50000000",
    raw: "1.50000000",
    deducted: "0.00000000",
    cost: "0.12000000",
  },
  {
    product: "对象存储 COS",
    subproduct: "标准存储",
    component: "存储容量",
    unitPrice: "0.00393333",
    used: "10.24000000",
    raw: "10.24000000",
    deducted: "0.00000000",
    cost: "0.04027730",
  },
]

const textsOf = ({ used, raw, deducted, unitPrice, cost }: ChargedLabel) => ({
  unitPrice: unitPrice === null ? "-" : decimals(unitPrice),
  used: `${used}.00000000`,
  raw: `${raw}.00000000`,
  deducted: `${deducted}.00000000`,
  cost: decimals(cost),
})

/** With 8 decimals, as the provider has them. */
const decimals = (amount: Amount): string => {
  const [whole = "", fraction = ""] = amountText(amount).split(".")
  return `${whole}.${fraction.padEnd(8, "0")}`
}

const digits = (random: Random): string => `20${Array.from({ length: 16 }, () => random.integer(0, 9)).join("")}`
