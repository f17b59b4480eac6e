/** Kills processes that take a step with a month, at calls that are named, and looks at what is left. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import process from "node:process"

import * as Effect from "effect/Effect"
import { expect } from "vitest"

import type { Databases } from "./databases.ts"
import type { Death } from "./dying.ts"
import { verified } from "./killing.ts"
import { begin, leadTo, said, type StepName, stepNames, takeStep } from "./monthSteps.ts"
import { rowsOf, withBooks } from "./run.ts"

export interface Prepared {
  /** A ledger right before the step. */
  readonly address: string
  readonly before: ReadonlyArray<unknown>
  readonly after: ReadonlyArray<unknown>
}

const statesOf = async (address: string): Promise<ReadonlyArray<unknown>> => {
  const states: Array<unknown> = []
  for (const statement of said) states.push(await rowsOf(address, statement))
  return states
}

/** Ledgers right before each step, and what stands in them before and after it. */
export const prepare = async (
  all: Databases,
  names: ReadonlyArray<StepName> = stepNames,
): Promise<ReadonlyMap<StepName, Prepared>> => {
  const begun = await all.fresh()
  await withBooks(begun, begin)
  const prepared = new Map<StepName, Prepared>()
  for (const name of names) {
    const address = await all.copyOf(begun)
    await withBooks(address, Effect.asVoid(leadTo(name)))
    const before = await statesOf(address)
    const through = await all.copyOf(address)
    await withBooks(through, takeStep(name))
    const after = await statesOf(through)
    expect(after).not.toEqual(before)
    prepared.set(name, { address, before, after })
  }
  return prepared
}

/** Takes the step until the death that is meant: what is left is whole, as before or after it, and a retry ends it. */
export const survives = async (
  all: Databases,
  name: StepName,
  { address: from, before, after }: Prepared,
  death: Death,
): Promise<"killed" | "through"> => {
  const address = await all.copyOf(from)
  const args = ["--conditions=source", join(import.meta.dirname, "stepper.ts"), address, name, JSON.stringify(death)]
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] })
  const [code, signal] = await once(child, "exit")
  expect([code, signal]).toSatisfy(([c, s]) => c === 0 || s === "SIGKILL")
  expect([before, after]).toContainEqual(await statesOf(address))
  expect([name, death, await verified(address)]).toMatchObject([name, death, { broken: null }])
  await withBooks(address, takeStep(name))
  expect(await statesOf(address)).toEqual(after)
  expect(await verified(address)).toMatchObject({ ok: true, unsealed: 0 })
  return signal === "SIGKILL" ? "killed" : "through"
}
