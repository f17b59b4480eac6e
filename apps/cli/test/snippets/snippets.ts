/**
 * The programs of docs/guides/snippets as they are run: each in a folder of its own, with a driver that prints the line of each
 * answer and registers the first BizToken.
 */
import { execFile, execFileSync } from "node:child_process"
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import process from "node:process"
import { promisify } from "node:util"

import { root } from "../program.ts"

export interface Snippet {
  readonly language: string
  /** Of docs/guides/snippets. */
  readonly file: string
  readonly driver: string
  /** Says the version; a runtime that does not answer is not there. */
  readonly version: readonly [string, ...ReadonlyArray<string>]
  /** In the folder, with both files in it. */
  readonly build?: ReadonlyArray<readonly [string, ...ReadonlyArray<string>]>
  readonly run: readonly [string, ...ReadonlyArray<string>]
  /** Where the files lie in the folder; beside each other where nothing is said. */
  readonly layout?: Readonly<Record<string, string>>
  /** Files of the machine that it needs beside its runtime. */
  readonly needs?: ReadonlyArray<string>
}

const GSON = "/usr/share/java/gson.jar"

/** Those whose runtime is at hand, or most often is. */
export const common: ReadonlyArray<Snippet> = [
  {
    language: "Node",
    file: "node/chargeLog.mjs",
    driver: "drive.mjs",
    version: [process.execPath, "--version"],
    run: [process.execPath, "drive.mjs"],
  },
  {
    language: "Python",
    file: "python/charge_log.py",
    driver: "drive.py",
    version: ["python3", "--version"],
    run: ["python3", "drive.py"],
  },
]

/** Those that a long run tries where they are installed. */
export const others: ReadonlyArray<Snippet> = [
  {
    language: "PHP",
    file: "php/ChargeLog.php",
    driver: "drive.php",
    version: ["php", "--version"],
    run: ["php", "drive.php"],
  },
  {
    language: "Go",
    file: "go/chargelog.go",
    driver: "drive.go",
    version: ["go", "version"],
    layout: { "chargelog.go": "chargelog/chargelog.go", "go.mod": "module example\n\ngo 1.18\n" },
    build: [["go", "build", "-o", "drive", "."]],
    run: ["./drive"],
  },
  {
    language: "Java",
    file: "java/ChargeLog.java",
    driver: "Drive.java",
    version: ["javac", "-version"],
    needs: [GSON],
    build: [["javac", "--release", "8", "-Xlint:-options", "-cp", GSON, "ChargeLog.java", "Drive.java"]],
    run: ["java", "-cp", `.:${GSON}`, "Drive"],
  },
  {
    language: "C#",
    file: "csharp/ChargeLog.cs",
    driver: "Drive.cs",
    version: ["mono", "--version"],
    build: [
      ["mcs", "-out:drive.exe", "-r:System.Runtime.Serialization", "-r:System.Net.Http", "ChargeLog.cs", "Drive.cs"],
    ],
    run: ["mono", "drive.exe"],
  },
]

/** The version of a snippet's runtime; `undefined` where it is not installed. */
export const versionOf = ({ version: [command, ...args], needs = [] }: Snippet): string | undefined => {
  if (!needs.every((file) => existsSync(file))) return undefined
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).split("\n")[0]
  } catch {
    return undefined
  }
}

const executed = promisify(execFile)

/** Lays the files of a snippet into a folder and builds them; what it gives runs them. */
export const prepared = async ({ file, driver, layout = {}, build = [], run }: Snippet, folder: string) => {
  const sources = [join(root, "docs/guides/snippets", file), join(import.meta.dirname, "drivers", driver)]
  for (const source of sources) {
    const place = join(folder, layout[basename(source)] ?? basename(source))
    mkdirSync(dirname(place), { recursive: true })
    copyFileSync(source, place)
  }
  const made = layout["go.mod"]
  if (made !== undefined) writeFileSync(join(folder, "go.mod"), made)
  const env = { PATH: process.env["PATH"], HOME: folder, GOFLAGS: "-mod=mod", GOPROXY: "off", LANG: "C.UTF-8" }
  for (const [command, ...args] of build) await executed(command, args, { cwd: folder, env })
  const [command, ...args] = run
  return async (asked: ReadonlyArray<string>, service: { readonly url: string; readonly key: string }) => {
    const { stdout } = await executed(command.startsWith("./") ? join(folder, command) : command, [...args, ...asked], {
      cwd: folder,
      env: { ...env, FACEID_TALLY_URL: service.url, FACEID_TALLY_KEY: service.key },
    })
    return stdout.trimEnd().split("\n")
  }
}
