/**
 * Unpacks a gzip as it comes in. Node's stream throws away what it holds when an archive turns out to be broken; here
 * every byte that came before is given, and then `isCut` is set.
 */
import { setImmediate } from "node:timers/promises"
import { createGunzip } from "node:zlib"

/** A gzip can unpack to a thousand times its size: what is fed at once bounds what comes out at once. */
const FED_BYTES_MAX = 1 << 15
const FED_BYTES_MIN = 1 << 11
/** Where more came out at once, less is fed next. */
const UNPACKED_BYTES_AIM = 1 << 21

export async function* gunzipped(
  packed: AsyncIterable<Uint8Array>,
  archive: { isCut: boolean },
): AsyncGenerator<Uint8Array, undefined> {
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  let unpacked: Array<Uint8Array> = []
  let unpackedBytes = 0
  gunzip.on("data", (chunk: Uint8Array) => {
    unpacked.push(chunk)
    unpackedBytes += chunk.length
  })
  // What is being written when the archive turns out to be broken is never called back.
  const broken = Promise.withResolvers<void>()
  gunzip.on("error", () => {
    archive.isCut = true
    broken.resolve()
  })
  const taken = () => {
    const chunks = unpacked
    unpacked = []
    unpackedBytes = 0
    return chunks
  }
  let fed = FED_BYTES_MIN
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length && !archive.isCut;) {
        const { promise, resolve } = Promise.withResolvers<void>()
        gunzip.write(chunk.subarray(at, at + fed), () => resolve())
        at += fed
        await Promise.race([promise, broken.promise])
        await setImmediate()
        fed = unpackedBytes > UNPACKED_BYTES_AIM ? FED_BYTES_MIN : Math.min(fed * 2, FED_BYTES_MAX)
        yield* taken()
      }
      if (archive.isCut) return
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    gunzip.once("close", resolve)
    gunzip.end()
    await promise
    yield* taken()
  } finally {
    gunzip.destroy()
  }
}
