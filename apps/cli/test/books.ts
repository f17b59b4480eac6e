/**
 * A customer's machine: a folder with settings, the program, and a simulated provider whose clock it shares. Commands run in
 * this process on the sources; a process of the built program is started where that is what is to be seen.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import {
  makeSimulator,
  personalMarks,
  settingsOf,
  type SimulatorHandle,
  type SimulatorOptions,
} from "@faceid-tally/simulator"

import { bin, type Ran } from "./program.ts"
import { runHere } from "./runHere.ts"

/** Fast enough that a month is played in seconds. */
const PER_SECOND = 10_000

export class Machine implements AsyncDisposable {
  readonly folder = mkdtempSync(join(tmpdir(), "faceid-tally-books-"))
  readonly simulator: SimulatorHandle
  /** All that was ever printed. */
  printed = ""

  private constructor(simulator: SimulatorHandle, ledger: string, perSecond: number) {
    this.simulator = simulator
    const settings = { ledger, ...settingsOf(simulator.accounts, perSecond) }
    writeFileSync(join(this.folder, "faceid-tally.json"), JSON.stringify(settings))
  }

  static async start(options: SimulatorOptions, ledger = "sqlite:books.db", perSecond = PER_SECOND): Promise<Machine> {
    const limits = { DetectAuth: 1e6, GetDetectInfoEnhanced: 1e6, GetWeChatBillDetails: 1e6 }
    return new Machine(await makeSimulator({ isFrozen: true, limits, ...options }), ledger, perSecond)
  }

  /** Runs a command at the simulator's time. */
  async run(...args: ReadonlyArray<string>): Promise<Ran> {
    const ran = await runHere(args, undefined, { env: this.#env(), folder: this.folder })
    this.printed += ran.out + ran.err
    return ran
  }

  /** The same by a process of the built program, left running. */
  start(...args: ReadonlyArray<string>): { readonly child: ChildProcess; readonly ended: Promise<Ran> } {
    const env = { PATH: process.env["PATH"], ...this.#env() }
    const child = spawn(process.execPath, [bin, ...args], { cwd: this.folder, env, stdio: ["ignore", "pipe", "pipe"] })
    let [out, err] = ["", ""]
    child.stdout.on("data", (chunk) => (out += chunk))
    child.stderr.on("data", (chunk) => (err += chunk))
    const ended = new Promise<Ran>((resolve) =>
      child.on("close", (code) => {
        this.printed += out + err
        resolve({ code, out, err })
      }),
    )
    return { child, ended }
  }

  #env(): Record<string, string> {
    const now = String(this.simulator.now())
    return { LANG: "en_US.UTF-8", FACEID_TALLY_ENDPOINT: this.simulator.url, FACEID_TALLY_NOW: now }
  }

  /** The document that a command prints; its exit code has to be this. */
  async json(code: number, ...args: ReadonlyArray<string>) {
    const ran = await this.run(...args, "--output", "json")
    if (ran.code !== code) throw new Error(`${args.join(" ")}: exit code ${ran.code}\n${ran.err}${ran.out}`)
    return JSON.parse(ran.out)
  }

  /** What `DetectAuth` gave between two instants, as the file that `register` reads. */
  writeTokens(from: number, to: number, name = "tokens.csv"): string {
    const rows = this.simulator
      .truth()
      .verifications.filter(({ issuedAt }) => issuedAt >= from && issuedAt < to)
      .map(({ bizToken, ruleId, issuedAt, account }) =>
        [bizToken, ruleId, new Date(issuedAt).toISOString(), account].join(","),
      )
    writeFileSync(join(this.folder, name), `BizToken,RuleId,IssuedAt,Account\n${rows.join("\n")}\n`)
    return name
  }

  /** Which personal marks stand in what was printed or in the files of the ledger, the write-ahead log too. */
  leaked(): ReadonlyArray<string> {
    const files = readdirSync(this.folder).filter((file) => file.startsWith("books.db"))
    const texts = [this.printed, ...files.map((file) => readFileSync(join(this.folder, file)).toString("utf8"))]
    return personalMarks.filter((mark) => texts.some((text) => text.includes(mark)))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.simulator.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
