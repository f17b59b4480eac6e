// What is unread may be as long as the longest record: counting lines looks at what was passed, and at nothing else.
import { afterEach, expect, it, vi } from "vitest"

import { HeapStore } from "./HeapStore.ts"
import { InputWindow } from "./InputWindow.ts"

afterEach(() => {
  vi.restoreAllMocks()
})

it("nothing that is unread is looked through for the ends of lines, however often bytes come in", () => {
  const looked = vi.spyOn(Uint8Array.prototype, "indexOf")
  const window = new InputWindow(new HeapStore(1 << 24), "any")
  for (let i = 0; i < 200; i++) window.append(new Uint8Array(10_000).fill(0x20))
  window.start = 5000
  window.room()
  const bytes = looked.mock.contexts.reduce((sum: number, each) => sum + (each as Uint8Array).length, 0)
  expect(bytes).toBeLessThanOrEqual(5000)
  expect(window.locate(1)).toEqual({ line: 1, column: 5002 })
})

it("a carriage return ends a line, before a newline with it", () => {
  const window = new InputWindow(new HeapStore(1 << 16), "any")
  window.append(new TextEncoder().encode("a\rb\r\nc\r"))
  expect([1, 2, 4, 5, 6, 7].map((at) => window.locate(at))).toEqual([
    { line: 1, column: 2 },
    { line: 2, column: 1 },
    { line: 2, column: 3 },
    { line: 3, column: 1 },
    { line: 3, column: 2 },
    { line: 4, column: 1 },
  ])
})
