/**
 * Who holds a lease: a process, named so that it can be told from every other that had or will have its number. Whether it
 * is gone can be said on its own machine alone, and only where the system tells which boot and which process it was (Linux);
 * everywhere else it is taken to be alive, and its leases run out.
 */
import { randomBytes } from "node:crypto"
import { readFileSync, readlinkSync } from "node:fs"
import { hostname } from "node:os"
import process from "node:process"

export interface Owner {
  readonly host: string
  readonly pid: number
  /** The boot of the machine, and the space in which its processes are numbered: a container counts from 1 again. */
  readonly boot: string
  /** When the process began, in ticks since the boot. */
  readonly started: string
}

const UNKNOWN = "-"

/** A name for this process as a holder of leases; each call gives another one, so that several can work in one process. */
export const ownerName = (): string => {
  const host = hostname().replaceAll("/", UNKNOWN) || UNKNOWN
  const started = lifeOf(process.pid)?.started ?? UNKNOWN
  return [host, process.pid, boot ?? UNKNOWN, started, randomBytes(4).toString("hex")].join("/")
}

/** What a name says; `undefined` for one that was not made here. */
export const readOwner = (name: string): Owner | undefined => {
  const [host, pid, ofBoot, started, tail, ...more] = name.split("/")
  if (host === undefined || ofBoot === undefined || started === undefined || tail === undefined) return undefined
  return /^\d+$/.test(pid ?? "") && more.length === 0 ? { host, pid: Number(pid), boot: ofBoot, started } : undefined
}

/** Whether it is certain that the process is no more. */
export const isGone = (name: string): boolean => {
  const owner = readOwner(name)
  if (owner === undefined || boot === undefined || owner.boot !== boot || owner.started === UNKNOWN) return false
  if (!isNumberInUse(owner.pid)) return true
  const life = lifeOf(owner.pid)
  // What cannot be looked at may be alive.
  return life !== undefined && (life.started !== owner.started || life.isOver)
}

/** Signal 0 asks whether there is such a process; one of another user is one, too. */
const isNumberInUse = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return !(error instanceof Error && "code" in error && error.code === "ESRCH")
  }
}

/** Since when a process runs, and whether nothing but its entry is left of it. */
const lifeOf = (pid: number): { readonly started: string; readonly isOver: boolean } | undefined => {
  const stat = read(`/proc/${pid}/stat`)
  // The name of the program stands in brackets and may hold anything, also brackets.
  const [state, ...rest] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? []
  const started = rest[18]
  return state === undefined || started === undefined ? undefined : { started, isOver: /^[ZXx]$/.test(state) }
}

const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8").trim()
  } catch {
    return undefined
  }
}

const readBoot = (): string | undefined => {
  const id = read("/proc/sys/kernel/random/boot_id")
  try {
    const space = /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0]
    return id === undefined || space === undefined ? undefined : `${id}.${space}`
  } catch {
    return undefined
  }
}

const boot = readBoot()
