// Photos and video as the provider sends them: base64 strings, 350 KB a record, cut out of one random pool.
import { hash } from "./hash.ts"

/** The parts of a record that hold pictures, in pieces: joining them would copy the whole pool again and again. */
export function* photosPart(token: number): Generator<string> {
  yield `,"IdCardData":{"OcrFront":"`
  yield base64(token, 0, 60_000)
  yield `","OcrBack":"`
  yield base64(token, 1, 60_000)
  yield `","ProcessedFrontImage":null,"ProcessedBackImage":null,"Avatar":"`
  yield base64(token, 2, 10_000)
  yield `","WarnInfos":null,"BackWarnInfos":null},"BestFrame":{"BestFrame":"`
  yield base64(token, 3, 40_000)
  yield `","BestFrames":null},"VideoData":{"LivenessVideo":"`
  yield base64(token, 4, 180_000)
  yield `"},"Encryption":null,"EncryptedBody":null`
}

const base64 = (token: number, nth: number, length: number): string => {
  const start = hash(token, nth + 1) % (pool.length - length)
  return pool.slice(start, start + length)
}

const pool = ((): string => {
  const words = Uint32Array.from({ length: 400_000 }, (_, index) => hash(index, 0xb64))
  return Buffer.from(words.buffer).toString("base64")
})()
