/** Kills real processes that store, at calls that are named or at random instants, and looks at what is left. */
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import process from "node:process"
import { setTimeout as sleep } from "node:timers/promises"

import { expect } from "vitest"

import type { Databases } from "./databases.ts"
import type { Death } from "./dying.ts"
import { snapshot, withLedger } from "./run.ts"
import { archive, NOON, stored } from "./world.ts"

interface Storer {
  readonly child: ChildProcess
  /** Listened to from the start: one that is fast may be gone before it is waited for. */
  readonly exited: Promise<ReadonlyArray<unknown>>
}

const spawnStorer = (address: string, size: number, firstBatch: number, death: Death | null): Storer => {
  const child = spawn(
    process.execPath,
    [
      "--conditions=source",
      join(import.meta.dirname, "storer.ts"),
      address,
      String(size),
      String(firstBatch),
      JSON.stringify(death),
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  )
  return { child, exited: once(child, "exit") }
}

/** Stores until the death that is meant; fails where the process never came to it. */
export const storeUntil = async (address: string, size: number, death: Death, firstBatch = 0): Promise<void> => {
  expect(await spawnStorer(address, size, firstBatch, death).exited).toEqual([null, "SIGKILL"])
}

export const verified = (address: string) => withLedger(address, (ledger) => ledger.verify({}))

/** A ledger in which an archive was stored at once. */
export const referenceOf = async (all: Databases, size: number): Promise<string> => {
  const address = await all.fresh()
  await withLedger(address, (ledger) => ledger.store(stored(...archive(size)), NOON))
  return address
}

/** Two at once store what is missing: then the ledger is what storing the archive once makes. */
const expectHealed = async (address: string, reference: string, size: number): Promise<void> => {
  const storers = [0, 30].map((first) => spawnStorer(address, size, first, null))
  const codes = await Promise.all(storers.map(({ exited }) => exited))
  expect(codes).toEqual([
    [0, null],
    [0, null],
  ])
  expect(await snapshot(address)).toEqual(await snapshot(reference))
  expect(await verified(address)).toMatchObject({ ok: true, broken: null })
}

/** Kills one after the other, each of which must leave a whole ledger. */
export const survivesDeaths = async (all: Databases, size: number, deaths: ReadonlyArray<Death>): Promise<void> => {
  const [reference, address] = [await referenceOf(all, size), await all.fresh()]
  for (const death of deaths) {
    await storeUntil(address, size, death)
    expect([death, await verified(address)]).toMatchObject([death, { broken: null }])
  }
  await expectHealed(address, reference, size)
}

const RANDOM_SIZE = 1500
const KILL_MS_MAX = 600

/** Kills at instants that nobody chose. */
export const survivesKills = async (all: Databases, kills: number): Promise<void> => {
  const [reference, address] = [await referenceOf(all, RANDOM_SIZE), await all.fresh()]
  for (let i = 0; i < kills; i++) {
    const { child, exited } = spawnStorer(address, RANDOM_SIZE, Math.floor(Math.random() * 60), null)
    if (child.stdout !== null) await Promise.race([once(child.stdout, "data"), exited])
    await sleep(Math.random() * KILL_MS_MAX)
    child.kill("SIGKILL")
    await exited
    if (i % 5 === 0) expect(await verified(address)).toMatchObject({ broken: null })
  }
  await expectHealed(address, reference, RANDOM_SIZE)
}
