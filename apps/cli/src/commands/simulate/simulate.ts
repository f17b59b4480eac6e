/** `simulate`: the provider on this machine, until Ctrl-C. */
import { dayFromNumber, dayNumberOf, instantToIso } from "@faceid-tally/core/engine"
import { printable } from "@faceid-tally/report"
import type { Simulated } from "@faceid-tally/report/documents"
import {
  plantKinds,
  settingsOf,
  type SimulatorHandle,
  type SimulatorOptions,
  startSimulator,
} from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"

import { usage, UsageError } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { countOf } from "../../arguments/numbers.ts"
import { dayOf, numberOfDay } from "../../arguments/days.ts"
import { INTERRUPTED, untilInterrupted } from "../../context/untilInterrupted.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import type { ArgumentsOf, RunOf } from "../../spec/CommandSpec.ts"
import type { simulateSpec } from "./spec.ts"
import { moneyOf, refuseWithoutPlan, writeAccountBills } from "./accountBills.ts"
import { simulateText } from "./simulateText.ts"

export const simulate: RunOf<typeof simulateSpec> = (args, session) =>
  Effect.gen(function* () {
    const given = yield* usage(() => optionsOf(args, session))
    const text = simulateText[session.language]
    const folder = yield* usage(() => args.string("account-bills"))
    const money = yield* moneyOf(args, session)
    const options: SimulatorOptions = money === undefined ? given : { ...given, money }
    const started = startSimulator(options).pipe(
      Effect.mapError(({ reason }) => new Refusal({ message: text.cannotStart(reason) })),
    )
    yield* untilInterrupted(
      Effect.scoped(
        Effect.gen(function* () {
          const simulator = yield* started
          const { url } = simulator
          const env = environmentOf(simulator, options)
          const { history } = options
          const accountBills =
            folder === undefined || history === undefined
              ? []
              : yield* Effect.promise(() => writeAccountBills(simulator, history, folder, session.say))
          yield* answer(args, session, {
            document: { url, env, settings: { ...settingsOf(simulator.accounts) }, accountBills } satisfies Simulated,
            lines: [
              text.running(url),
              ...historyLines(simulator, options, session),
              ...(folder === undefined
                ? []
                : [text.accountBills(printable(folder), accountBills.length, simulator.truth().money.length)]),
              "",
              text.use,
              ...Object.entries(env).map(([name, value]) => `  export ${name}=${value}`),
              "",
              text.stop,
            ],
          })
          return yield* Effect.never
        }),
      ),
    )
    return INTERRUPTED
  })

const MS_PER_DAY = 86_400_000

const optionsOf = (args: ArgumentsOf<typeof simulateSpec>, session: Session): SimulatorOptions => {
  const since = numberOfDay(dayOf(args, "since", session))
  const count = (name: "days" | "per-day" | "plants" | "port") => countOf(args, name, session)
  const [days = 31, port, seed] = [count("days"), count("port"), args.string("seed")]
  const [verificationsPerDay, plants] = [count("per-day"), count("plants")]
  if (since === undefined && (args.string("days") ?? args.string("plants")) !== undefined) {
    throw new UsageError({ message: simulateText[session.language].sinceNeeded })
  }
  refuseWithoutPlan(args, session)
  return {
    ...(port !== undefined && { port }),
    ...(seed !== undefined && { seed }),
    ...(since !== undefined && {
      history: {
        from: dayFromNumber(since),
        days,
        ...(verificationsPerDay !== undefined && { verificationsPerDay }),
        ...(plants !== undefined && { plants: Object.fromEntries(plantKinds.map((kind) => [kind, plants])) }),
      },
      // The day after the last one, when its bill is there.
      now: (since + days) * MS_PER_DAY,
    }),
  }
}

/** What leads other programs to it. */
const environmentOf = (simulator: SimulatorHandle, { history }: SimulatorOptions): Readonly<Record<string, string>> => {
  const account = simulator.accounts.find(({ name }) => name === "default")
  return {
    FACEID_TALLY_ENDPOINT: simulator.url,
    TENCENTCLOUD_SECRET_ID: account?.secretId ?? "",
    TENCENTCLOUD_SECRET_KEY: account?.secretKey ?? "",
    ...(history !== undefined && { FACEID_TALLY_NOW: instantToIso(simulator.now()) }),
  }
}

const historyLines = (simulator: SimulatorHandle, { history }: SimulatorOptions, session: Session): Array<string> => {
  if (history === undefined) return []
  const { verifications, planted } = simulator.truth()
  const last = dayFromNumber((dayNumberOf(history.from) ?? 0) + history.days - 1)
  return [simulateText[session.language].history(verifications.length, history.from, last, planted.length)]
}
