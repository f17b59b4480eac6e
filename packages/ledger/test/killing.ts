/** Kills real processes that store, at random instants, and looks at what is left. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import process from "node:process"
import { setTimeout as sleep } from "node:timers/promises"

import { expect } from "vitest"

import type { Databases } from "./databases.ts"
import { snapshot, withLedger } from "./run.ts"
import { archive, NOON, stored } from "./world.ts"

const SIZE = 1500
const KILL_MS_MAX = 600

interface Storer {
  readonly child: ChildProcess
  /** Listened to from the start: one that is fast may be gone before it is waited for. */
  readonly exited: Promise<ReadonlyArray<unknown>>
}

const start = async (address: string, firstBatch: number): Promise<Storer> => {
  const child = spawn(
    process.execPath,
    ["--conditions=source", join(import.meta.dirname, "storer.ts"), address, String(SIZE), String(firstBatch)],
    { stdio: ["ignore", "pipe", "inherit"] },
  )
  const exited = once(child, "exit")
  if (child.stdout !== null) await Promise.race([once(child.stdout, "data"), exited])
  return { child, exited }
}

export const survivesKills = async (all: Databases, kills: number): Promise<void> => {
  const reference = await all.fresh()
  await withLedger(reference, (ledger) => ledger.store(stored(...archive(SIZE)), NOON))
  const address = await all.fresh()
  for (let i = 0; i < kills; i++) {
    const { child, exited } = await start(address, Math.floor(Math.random() * 60))
    await sleep(Math.random() * KILL_MS_MAX)
    child.kill("SIGKILL")
    await exited
    if (i % 5 === 0) expect(await withLedger(address, (ledger) => ledger.verify({}))).toMatchObject({ broken: null })
  }
  // Two at once store what is missing.
  const storers = await Promise.all([start(address, 0), start(address, 30)])
  const codes = await Promise.all(storers.map(({ exited }) => exited))
  expect(codes).toEqual([
    [0, null],
    [0, null],
  ])
  expect(await snapshot(address)).toEqual(await snapshot(reference))
  expect(await withLedger(address, (ledger) => ledger.verify({}))).toMatchObject({ ok: true, broken: null })
}
