import { expect, it } from "vitest"

import { addressReader } from "./addressOf.ts"

const read = (trusted: ReadonlyArray<string>, remoteAddress: string, forwarded?: string) =>
  addressReader(trusted)({
    env: { incoming: { socket: { remoteAddress } } },
    req: { header: () => forwarded },
  } as never)

it("believes a proxy that is trusted, and of what it forwards the last that is no proxy", () => {
  expect(read([], "10.0.0.1", "1.2.3.4")).toBe("10.0.0.1")
  expect(read(["10.0.0.0/8"], "::ffff:10.0.0.1", "1.2.3.4")).toBe("1.2.3.4")
  expect(read(["10.0.0.0/8"], "10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2")).toBe("1.2.3.4")
  expect(read(["10.0.0.1"], "10.0.0.2", "1.2.3.4")).toBe("10.0.0.2")
  expect(read(["::1"], "::1", "2001:db8::7")).toBe("2001:db8::7")
  expect(read(["127.0.0.1"], "127.0.0.1", undefined)).toBe("127.0.0.1")
  expect(read(["127.0.0.1"], "127.0.0.1", "nonsense")).toBe("127.0.0.1")
})
