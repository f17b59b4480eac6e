/**
 * A file that is there whole or as it was: it is written under another name beside the real path and takes its name at the
 * end, with the mode that the old one had. Where that cannot be, it is copied over the old one when all of it is there.
 */
import { randomBytes } from "node:crypto"
import {
  chmodSync,
  closeSync,
  createReadStream,
  createWriteStream,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  type Stats,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { pipeline } from "node:stream/promises"

import { endNow } from "@faceid-tally/host/ending"

/** What keeps a file from taking the name of another. */
const IN_PLACE = new Set(["EBUSY", "EXDEV", "EACCES", "EPERM"])
const PERMISSIONS = 0o777
const endings = { SIGTERM: 143, SIGHUP: 129 } as const

export class ReplacedFile {
  readonly stream: NodeJS.WritableStream
  readonly #path: string
  #draft = ""
  /** A file that has other names keeps them. */
  readonly #isRenamed: boolean
  readonly #drop = () => rmSync(this.#draft, { force: true })
  readonly #stops = Object.entries(endings).map(([signal, code]) => [signal, () => endNow(code)] as const)

  /** `path` is the real one; `old` what is there now. */
  constructor(path: string, old: Stats | undefined) {
    process.on("exit", this.#drop)
    for (const [signal, stop] of this.#stops) process.on(signal, stop)
    const [draft, descriptor] = openDraft(path)
    this.#path = path
    this.#draft = draft
    this.#isRenamed = dirname(draft) === dirname(path) && (old?.nlink ?? 1) === 1
    if (old !== undefined) chmodSync(draft, old.mode & PERMISSIONS)
    this.stream = createWriteStream(draft, { fd: descriptor })
  }

  /** Gives what was written its name; the stream has ended. */
  async commit(): Promise<void> {
    const descriptor = openSync(this.#draft, "r+")
    fsyncSync(descriptor)
    closeSync(descriptor)
    if (!this.#isRenamed || !this.#rename())
      await pipeline(createReadStream(this.#draft), createWriteStream(this.#path))
    this.discard()
  }

  /** Leaves the old file as it was. */
  discard(): void {
    this.#drop()
    process.removeListener("exit", this.#drop)
    for (const [signal, stop] of this.#stops) process.removeListener(signal, stop)
  }

  #rename(): boolean {
    try {
      renameSync(this.#draft, this.#path)
      return true
    } catch (error) {
      if (error instanceof Error && "code" in error && IN_PLACE.has(String(error.code))) return false
      throw error
    }
  }
}

/** A new file beside the old one; where its folder takes none, among the temporary ones. */
const openDraft = (path: string): readonly [draft: string, descriptor: number] => {
  const name = `.faceid-tally-${process.pid}-${randomBytes(4).toString("hex")}.tmp`
  const beside = join(dirname(path), name)
  try {
    return [beside, openSync(beside, "wx")]
  } catch {
    const elsewhere = join(tmpdir(), name)
    return [elsewhere, openSync(elsewhere, "wx", 0o600)]
  }
}
