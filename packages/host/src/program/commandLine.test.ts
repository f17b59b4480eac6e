// What a service makes of its command line, before it serves anything.
import { describe, expect, it } from "vitest"

import { readCommandLine, readPort } from "./commandLine.ts"

const service = { defaultHost: "127.0.0.1", defaultPort: 8081, switches: ["no-worker"] }
const read = (argv: ReadonlyArray<string>, env: Record<string, string> = { LANG: "en" }) =>
  readCommandLine(argv, env, service)

describe("readCommandLine", () => {
  it("without a word serves at the defaults of the service", () => {
    expect(read([])).toMatchObject({ _tag: "Serve", host: "127.0.0.1", port: 8081, switches: new Set() })
  })

  it("takes an option before the environment, and the environment before the default", () => {
    const env = { HOST: "::1", PORT: "9000" }
    expect(read([], env)).toMatchObject({ host: "::1", port: 9000 })
    expect(read(["--host", "localhost", "-p", "0"], env)).toMatchObject({ host: "localhost", port: 0 })
    expect(read([], { HOST: "", PORT: "" })).toMatchObject({ host: "127.0.0.1", port: 8081 })
  })

  it("hands on what the settings take, and the switches that are given", () => {
    expect(read(["--ledger=sqlite:a.db", "--no-worker", "--config", "c.json"])).toMatchObject({
      flags: { ledger: "sqlite:a.db", config: "c.json" },
      switches: new Set(["no-worker"]),
    })
  })

  it.each([
    [["--prot", "1"], /^--prot is no option/],
    [["run"], /^run is no option/],
    [["--port"], /^--port is no option of this program, or lacks its value/],
    [["--toString"], /^--toString is no option/],
    [["--port", "65536"], /^--port takes a number/],
    [["--lang", "fr"], /^--lang takes en or zh-CN/],
    [["--lang", "zh-CN", "--port", "x"], /^--port 须为/],
  ] as const)("%j is a mistake that one sentence names", (argv, message) => {
    expect(read(argv)).toMatchObject({ _tag: "Mistake", message: expect.stringMatching(message) })
  })

  it("shows help in the language that is asked for, and the version", () => {
    expect(read(["--help"], { LANG: "zh_CN.UTF-8" })).toEqual({ _tag: "Help", language: "zh-CN" })
    expect(read(["-h", "--lang", "en"], { LANG: "zh_CN.UTF-8" })).toEqual({ _tag: "Help", language: "en" })
    expect(read(["--version"])).toEqual({ _tag: "Version" })
  })
})

it.each([
  ["0", 0],
  ["65535", 65_535],
  ["65536", undefined],
  ["-1", undefined],
  ["1e3", undefined],
  ["", undefined],
])("of %j as a port makes %j", (text, port) => expect(readPort(text)).toBe(port))
