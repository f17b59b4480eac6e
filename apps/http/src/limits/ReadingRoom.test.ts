// Bodies are read in turns, and only a few hold long records at a time; who leaves while waiting blocks nobody.
import { setImmediate } from "node:timers/promises"

import { expect, it } from "vitest"

import { ReadingRoom } from "./ReadingRoom.ts"

const MiB = 2 ** 20

/** Whether work is done within a few rounds of the event loop. */
const isDone = async (work: Promise<unknown>): Promise<boolean> => {
  let done = false
  void work.finally(() => (done = true))
  for (let i = 0; i < 50; i++) await setImmediate()
  return done
}

it("one piece is read in a round of the event loop", async () => {
  const room = new ReadingRoom()
  let rounds = 0
  let isCounting = true
  const counting = (async () => {
    for (; isCounting; rounds++) await setImmediate()
  })()
  await Promise.all(Array.from({ length: 20 }, () => room.enter().goOn(0)))
  isCounting = false
  await counting
  expect(rounds).toBeGreaterThanOrEqual(20)
})

it("three hold up to 2 MiB, one more; the others wait until a place is free", async () => {
  const room = new ReadingRoom()
  const readers = Array.from({ length: 6 }, () => room.enter())
  const long = readers.map((reader) => reader.goOn(MiB))
  expect(await Promise.all(long.map(isDone))).toEqual([true, true, true, false, false, false])
  expect(await isDone(room.enter().goOn(1000))).toBe(true)

  const longest = readers.slice(0, 2).map((reader) => reader.goOn(9 * MiB))
  // The first gave its smaller place to the fourth.
  expect(await Promise.all(longest.map(isDone))).toEqual([true, false])
  expect(await Promise.all(long.slice(3).map(isDone))).toEqual([true, false, false])
  readers[0]?.leave()
  expect(await Promise.all(longest.map(isDone))).toEqual([true, true])
  await readers[1]?.goOn(0)
  expect(await isDone(readers[2]?.beAlone() ?? Promise.reject(new Error("no reader")))).toBe(true)
})

it("who leaves while it waits takes no place", async () => {
  const room = new ReadingRoom()
  const [first, gone, last] = [room.enter(), room.enter(), room.enter()]
  await first.beAlone()
  const [waiting, after] = [gone.beAlone(), last.beAlone()]
  gone.leave()
  first.leave()
  expect(await isDone(waiting)).toBe(true)
  expect(await isDone(after)).toBe(true)
})
