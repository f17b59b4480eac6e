// The units for systemd and the example for Kubernetes start what there is, by options that there are, and end it in time.
import { spawnSync } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { commandLineTextOf } from "../src/commandLine/commandLineText.ts"
import { parse } from "../src/commandLine/parse.ts"
import { root } from "./program.ts"

const read = (file: string): string => readFileSync(join(root, "deploy", file), "utf8")
const parsed = (words: ReadonlyArray<string>) => parse(words, commandLineTextOf("en"))
/** So long a service may take to finish what it accepted, and to seal. */
const SECONDS_TO_END = 20

describe("systemd", () => {
  it.each(["faceid-tally.service", "faceid-tally-backup.service"])(
    "%s starts a command that there is",
    async (unit) => {
      const [, line = ""] = /^ExecStart=\/usr\/bin\/env faceid-tally (.*)$/m.exec(read(`systemd/${unit}`)) ?? []
      expect(await parsed(line.split(" "))).toMatchObject({ _tag: "CommandRequest" })
    },
  )

  it("asks for an orderly end, and waits for it", () => {
    const unit = read("systemd/faceid-tally.service")
    expect(unit).toMatch(/^KillSignal=SIGTERM$/m)
    expect(unit).toMatch(/^Restart=always$/m)
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(SECONDS_TO_END)
  })

  const verify = (file: string) =>
    spawnSync("systemd-analyze", ["verify", "--man=no", file], { encoding: "utf8", timeout: 30_000 })
  const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0

  it.skipIf(!hasSystemd)("finds nothing wrong with the units (skipped where systemd is not installed)", () => {
    const folder = mkdtempSync(join(tmpdir(), "faceid-tally-units-"))
    try {
      cpSync(join(root, "deploy", "systemd"), folder, { recursive: true })
      for (const unit of ["faceid-tally.service", "faceid-tally-backup.service", "faceid-tally-backup.timer"]) {
        const { stdout, stderr } = verify(join(folder, unit))
        expect(`${stdout}${stderr}`.split("\n").filter((line) => line.includes("faceid-tally"))).toEqual([])
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe("Kubernetes", () => {
  const manifest = read("kubernetes.yaml")
  const deployments = manifest.split(/^---$/m).filter((document) => document.includes("kind: Deployment"))

  it("starts each part by itself, with options that there are", async () => {
    const commands = deployments.map((document): Array<string> =>
      JSON.parse(/^ +args: (\[.*\])$/m.exec(document)?.[1] ?? "[]"),
    )
    expect(commands.map((words) => words[words.indexOf("--only") + 1])).toEqual(["http", "webhook", "worker"])
    for (const words of commands) expect(await parsed(words)).toMatchObject({ _tag: "CommandRequest" })
  })

  it("asks for health where there is something to ask, and gives time for an orderly end", () => {
    for (const document of deployments) {
      const listens = document.includes("containerPort")
      expect(/livenessProbe:\s+\{.*path: \/healthz, port: \d+/.test(document)).toBe(listens)
      expect(/readinessProbe:\s+\{.*path: \/readyz, port: \d+/.test(document)).toBe(listens)
      expect(Number(/terminationGracePeriodSeconds: (\d+)/.exec(document)?.[1])).toBeGreaterThan(SECONDS_TO_END)
      expect(document).toMatch(/runAsNonRoot: true/)
      expect(document).toMatch(/readOnlyRootFilesystem: true/)
    }
  })
})
