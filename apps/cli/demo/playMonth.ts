/**
 * Plays a month on the simulated provider, day by day: BizTokens are issued and registered, results collected when they
 * are final, the bill pulled the next morning. Time is the simulator's; everything else is what a customer runs.
 */
import { collect, Ledger, pullBills } from "@faceid-tally/books/engine"
import { dayNumberOf, dayOfInstant, monthOfDay, startOfDay } from "@faceid-tally/core/engine"
import { ledgerOf, providerOf, sealed, Settings } from "@faceid-tally/host/apps"
import {
  type AccountBill,
  type History,
  type MoneyOptions,
  settingsOf,
  simulatedClock,
  type SimulatorHandle,
  startSimulator,
  type Truth,
} from "@faceid-tally/simulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

export interface Played {
  readonly truth: Truth
  readonly collected: number
  readonly pulledDays: number
  readonly accountBills: ReadonlyArray<AccountBill>
}

export interface Month extends History {
  readonly ledger: string
  /** By what the account bills are made. */
  readonly money: MoneyOptions
}

const MS_PER_HOUR = 3_600_000
/** The month is to be over in seconds. */
const PER_SECOND = 10_000
const WORKER = "month"

export const playMonth = ({ ledger, money, ...history }: Month) =>
  Effect.scoped(
    Effect.gen(function* () {
      const first = dayNumberOf(history.from) ?? 0
      const simulator = yield* startSimulator({
        seed: history.from,
        history,
        money,
        now: startOfDay(first),
        isFrozen: true,
        limits: { GetDetectInfoEnhanced: PER_SECOND, GetWeChatBillDetails: PER_SECOND },
      })
      const settings = Schema.decodeUnknownSync(Settings)({
        ledger,
        endpoint: simulator.url,
        ...settingsOf(simulator.accounts, PER_SECOND),
      })
      return yield* playDays(simulator, first, history.days).pipe(
        Effect.provide(Layer.merge(ledgerOf(settings), providerOf(settings, {}))),
        Effect.provideServiceEffect(Clock.Clock, simulatedClock(simulator)),
      )
    }),
  )

const playDays = (simulator: SimulatorHandle, first: number, days: number) =>
  Effect.gen(function* () {
    const { verifications } = simulator.truth()
    let [collected, pulledDays] = [0, 0]
    // What a person began before midnight is billed on the day after, so the last bill is that of the day after the last.
    for (let day = first; day <= first + days; day++) {
      simulator.setClock(startOfDay(day + 1) + 2.5 * MS_PER_HOUR)
      const issued = verifications.filter(({ issuedAt }) => dayOfInstant(issuedAt) === day)
      const swept = yield* sealed(registerAndCollect(issued))
      collected += swept.result.fetched
      simulator.setClock(startOfDay(day + 1) + 6.5 * MS_PER_HOUR)
      const pull = (account: string) => pullBills({ account, fromDay: day, toDay: day }, WORKER)
      const pulled = yield* sealed(Effect.forEach(simulator.accounts, ({ name }) => pull(name)))
      pulledDays += pulled.result.flat().filter(({ _tag }) => _tag === "Pulled").length
    }
    const accountBills = simulator.accountBills(monthOfDay(first).name)
    return { truth: simulator.truth(), collected, pulledDays, accountBills } satisfies Played
  })

const registerAndCollect = (issued: Truth["verifications"]) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const registrations = issued.map(({ bizToken, ruleId, account, issuedAt }) => ({
      bizToken,
      ruleId,
      account,
      issuedAt,
    }))
    yield* ledger.register(registrations, yield* Clock.currentTimeMillis)
    return yield* collect({ worker: WORKER })
  })
