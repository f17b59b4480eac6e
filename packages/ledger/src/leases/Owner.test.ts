// A process is said to be gone only where that is certain: it was of this boot and this machine, and is no more.
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import process from "node:process"

import { afterEach, describe, expect, it } from "vitest"

import { isGone, ownerName, readOwner } from "./Owner.ts"

const children: Array<ChildProcess> = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL")
})

/** A process that tells its name as an owner and then waits to be killed. */
const startOwner = async () => {
  const script = `import { ownerName } from ${JSON.stringify(new URL("Owner.ts", import.meta.url).href)}
    process.stdout.write(ownerName()); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  children.push(child)
  const [name] = await once(child.stdout, "data")
  return { child, name: String(name) }
}

const changed = (name: string, part: 0 | 1 | 2 | 3, to: string): string =>
  name
    .split("/")
    .map((each, i) => (i === part ? to : each))
    .join("/")

describe.runIf(process.platform === "linux")("a holder of leases", () => {
  it("is gone when it was killed, and not before", async () => {
    const { child, name } = await startOwner()
    expect(readOwner(name)).toMatchObject({ pid: child.pid })
    expect(isGone(name)).toBe(false)
    child.kill("SIGKILL")
    await once(child, "exit")
    expect(isGone(name)).toBe(true)
  })

  it("is gone when only its entry is left, which its parent has not taken note of", async () => {
    // Its parent is a shell that does not wait for it.
    const shell = spawn("sh", ["-c", "sleep 0 & exec sleep 60"], { stdio: "ignore" })
    children.push(shell)
    await once(shell, "spawn")
    const childrenOf = () => readFileSync(`/proc/${shell.pid}/task/${shell.pid}/children`, "utf8").trim()
    await expect.poll(childrenOf).toMatch(/^\d+$/)
    const pid = childrenOf()
    const stat = () => readFileSync(`/proc/${pid}/stat`, "utf8")
    await expect.poll(stat).toMatch(/\) Z /)
    const started = stat().split(") ")[1]?.split(" ")[19] ?? ""
    expect(isGone(changed(changed(ownerName(), 1, pid), 3, started))).toBe(true)
  })

  it("is gone where its number went to another process", () => {
    expect(isGone(changed(ownerName(), 3, "1"))).toBe(true)
  })

  it.each([
    ["this process", (own: string) => own],
    ["one of another machine, boot or container", (own: string) => changed(changed(own, 1, "4194304"), 2, "b00t.1")],
    ["one of which the boot is not known", (own: string) => changed(changed(own, 1, "4194304"), 2, "-")],
    ["one of which the start is not known", (own: string) => changed(own, 3, "-")],
    ["a name of older versions", () => "web-1-4242-m5k2x1"],
    ["any other name", () => "nightly"],
  ])("is not gone for all that is known: %s", (_what, make) => {
    expect(isGone(make(ownerName()))).toBe(false)
  })

  it("has another name at each call", () => {
    expect(ownerName()).not.toBe(ownerName())
  })
})
