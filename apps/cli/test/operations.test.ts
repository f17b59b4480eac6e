// What operators copy: the commands of the Dockerfile are run outside of a container, and the runbook is held against the
// program: its commands, its alerts and its metrics are those that there are.
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"

import { alertKinds } from "@faceid-tally/books/engine"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { commands } from "../src/commands/commands.ts"
import { root } from "./program.ts"

const read = (file: string): string => readFileSync(join(root, file), "utf8")

describe("the image", () => {
  const place = mkdtempSync(join(tmpdir(), "faceid-tally-image-"))
  const [app, data] = [join(place, "app"), join(place, "data")]
  /** A path of the container is one of this machine. */
  const here = (text: string): string => text.replaceAll("/app", app)
  const dockerfile = read("Dockerfile").replaceAll("\\\n", "")
  const words = (instruction: string): Array<string> =>
    JSON.parse(here(new RegExp(`${instruction} (\\[.*\\])$`, "m").exec(dockerfile)?.[1] ?? "[]"))
  const env = { PATH: process.env["PATH"], LANG: "en_US.UTF-8" }
  const run = (command: string, args: ReadonlyArray<string>): string =>
    execFileSync(command, args, { cwd: data, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })

  beforeAll(() => {
    mkdirSync(data)
    const [, deploy = ""] = /^RUN (node scripts\/bootstrap\.mjs --lean pnpm --filter .*)$/m.exec(dockerfile) ?? []
    if (deploy === "") throw new Error("The Dockerfile no longer deploys by one RUN.")
    execFileSync(process.execPath, here(deploy).split(" ").slice(1), { cwd: root, stdio: "ignore" })
  })
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  it("holds a program that runs by itself, and is found well by its own health check", async () => {
    const [node = "", program = ""] = words("ENTRYPOINT")
    const key = run(node, [program, "key", "create", "--role", "admin"])
    expect(key).toMatch(/^ft_/)
    // On loopback, and on ports that are free.
    const command = words("^CMD").map((word) => word.replace("0.0.0.0", "127.0.0.1"))
    const service = spawn(node, [program, ...command, "--port", "0", "--webhook-port", "0"], { cwd: data, env })
    const ended = new Promise((resolve) => service.once("close", resolve))
    let out = ""
    await new Promise<void>((resolve) => {
      service.stdout.on("data", (chunk) => {
        out += chunk
        if (/^Receiver/m.test(out)) resolve()
      })
      void ended.then(() => resolve())
    })
    const port = /^HTTP service.*:(\d+)/m.exec(out)?.[1] ?? ""
    const [check = "", ...checked] = words("HEALTHCHECK.* CMD").map((word) => word.replace(":8080", `:${port}`))
    expect(() => run(check, checked)).not.toThrow()
    service.kill("SIGTERM")
    expect(await ended).toBe(0)
    expect(() => run(check, checked)).toThrow(/Command failed/)
  })

  it("the composition asks for what the image does", () => {
    const [, command = ""] = /command: (\[.*\])/.exec(read("compose.yaml")) ?? []
    expect(JSON.parse(command)).toEqual(words("^CMD"))
    expect(read("compose.yaml")).toMatch(/read_only: true[\s\S]*cap_drop: \[ALL\]/)
    expect(dockerfile).toMatch(/^USER node$/m)
  })
})

describe.each(["en", "zh-CN"])("the runbook (%s)", (language) => {
  const runbook = read(`docs/runbook/${language}.md`)

  it("has a section for each alert", () => {
    const sections = [...runbook.matchAll(/^### (\w+)$/gm)].map(([, name]) => name)
    expect(sections).toEqual(expect.arrayContaining([...alertKinds]))
  })

  it("names commands and options that there are", () => {
    const lines = [...runbook.matchAll(/(?:^|[`&] ?)faceid-tally ([a-z][^`#\n]*)/gm)].map(([, line = ""]) =>
      line.trim(),
    )
    expect(lines.length).toBeGreaterThan(20)
    const wrong = lines.filter((line) => {
      const spec = commands.find(({ name }) => `${line} `.startsWith(`${name} `))
      const options = [...line.matchAll(/--([a-z-]+)/g)].map(([, name = ""]) => name)
      return spec === undefined || options.some((name) => !Object.hasOwn(spec.options, name))
    })
    expect(wrong).toEqual([])
  })

  it("says the same as the other: the same headings in the same order", () => {
    const levels = (text: string) => [...text.matchAll(/^#+/gm)].map(([level]) => level)
    expect(levels(runbook)).toEqual(levels(read("docs/runbook/en.md")))
  })
})

describe("the rules for Prometheus", () => {
  const rules = read("docs/runbook/prometheus-rules.yaml")

  it("lead to sections that there are", () => {
    const anchors = new Set(
      [...read("docs/runbook/en.md").matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
        title.toLowerCase().replaceAll(" ", "-"),
      ),
    )
    const led = [...rules.matchAll(/en\.md#(\S+)/g)].map(([, anchor]) => anchor)
    expect(led.length).toBeGreaterThan(4)
    expect(led.filter((anchor) => anchor === undefined || !anchors.has(anchor))).toEqual([])
  })

  it("have unit tests: each is silent before its time, and says something after it", () => {
    const tests = read("docs/runbook/prometheus-rules.test.yaml")
    for (const [, name = ""] of rules.matchAll(/- alert: (\w+)/g)) {
      expect(tests).toContain(`- alertname: ${name}\n`)
      expect(tests).toMatch(new RegExp(`alertname: ${name}, eval_time: \\w+, exp_alerts: \\[\\]`))
    }
  })

  it.skipIf(spawnSync("promtool", ["--version"]).error !== undefined)(
    "pass them (skipped where promtool is not installed)",
    () => {
      const test = () =>
        execFileSync("promtool", ["test", "rules", "prometheus-rules.test.yaml"], {
          cwd: join(root, "docs/runbook"),
          stdio: "pipe",
        })
      expect(test).not.toThrow()
    },
  )
})
