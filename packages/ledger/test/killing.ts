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

const start = async (address: string, firstBatch: number): Promise<ChildProcess> => {
  const child = spawn(
    process.execPath,
    ["--conditions=source", join(import.meta.dirname, "storer.ts"), address, String(SIZE), String(firstBatch)],
    { stdio: ["ignore", "pipe", "inherit"] },
  )
  if (child.stdout !== null) await once(child.stdout, "data")
  return child
}

export const survivesKills = async (all: Databases, kills: number): Promise<void> => {
  const reference = await all.fresh()
  await withLedger(reference, (ledger) => ledger.store(stored(...archive(SIZE)), NOON))
  const address = await all.fresh()
  for (let i = 0; i < kills; i++) {
    const child = await start(address, Math.floor(Math.random() * 60))
    const exited = once(child, "exit")
    await sleep(Math.random() * KILL_MS_MAX)
    child.kill("SIGKILL")
    await exited
    if (i % 5 === 0) expect(await withLedger(address, (ledger) => ledger.verify({}))).toMatchObject({ broken: null })
  }
  // Two at once store what is missing.
  const children = await Promise.all([start(address, 0), start(address, 30)])
  const codes = await Promise.all(children.map((child) => once(child, "exit")))
  expect(codes).toEqual([
    [0, null],
    [0, null],
  ])
  expect(await snapshot(address)).toEqual(await snapshot(reference))
  expect(await withLedger(address, (ledger) => ledger.verify({}))).toMatchObject({ ok: true, broken: null })
}
