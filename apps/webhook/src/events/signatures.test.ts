// Signatures, with the package of the specification as the signer: what it signs is good, and nothing else is.
import { signWebhook, verifyWebhook, webhookSecretOf } from "@faceid-tally/host"
import * as fc from "fast-check"
import { Webhook } from "standardwebhooks"
import { describe, expect, it } from "vitest"

const NOW = 1_764_000_000_000
const SECONDS = NOW / 1000

const secretText = fc
  .uint8Array({ minLength: 24, maxLength: 64 })
  .map((bytes) => `whsec_${Buffer.from(bytes).toString("base64")}`)
const someId = fc.stringMatching(/^[\w-]{1,40}$/)

const bytesOf = (secret: string): Uint8Array => {
  const bytes = webhookSecretOf(secret)
  if (bytes === undefined) throw new Error("no secret")
  return bytes
}

/** An event as the package signs it. */
const signed = (secret: string, id: string, body: string, at = SECONDS) => ({
  id,
  timestamp: String(at),
  signature: new Webhook(secret).sign(id, new Date(at * 1000), body),
})
const verify = (secret: string, headers: ReturnType<typeof signed>, body: Uint8Array | string) =>
  verifyWebhook([bytesOf(secret)], headers, Buffer.from(body), NOW)

describe("signatures", () => {
  it("of the specification's package are good, and ours are the same", () => {
    fc.assert(
      fc.property(secretText, someId, fc.string({ unit: "grapheme" }), (secret, id, body) => {
        const headers = signed(secret, id, body)
        expect(verify(secret, headers, body)).toBe("good")
        expect(signWebhook(bytesOf(secret), id, headers.timestamp, Buffer.from(body))).toBe(headers.signature)
      }),
    )
    // The specification's own example.
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    const example = signWebhook(
      bytesOf(secret),
      "msg_p5jXN8AQM9LWM0D4loKWxJek",
      "1614265330",
      Buffer.from('{"test": 2432232314}'),
    )
    expect(example).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  })

  it("fail when any one bit of body, id, timestamp or signature is another", () => {
    const part = fc.constantFrom("body", "id", "timestamp", "signature" as const)
    fc.assert(
      fc.property(secretText, someId, fc.string({ minLength: 1 }), part, fc.nat(), (secret, id, body, which, bit) => {
        const good = { ...signed(secret, id, body), body }
        const bytes = Buffer.from(good[which], which === "body" ? "utf8" : "latin1")
        const at = bit % (bytes.length * 8)
        bytes[at >> 3] = (bytes[at >> 3] ?? 0) ^ (1 << (at & 7))
        const forged = which === "body" ? good : { ...good, [which]: bytes.toString("latin1") }
        expect(verify(secret, forged, which === "body" ? bytes : body)).toBe("bad_signature")
      }),
    )
  })

  it("fail for another secret, and are found in the list of a rotation", () => {
    fc.assert(
      fc.property(secretText, secretText, someId, fc.string(), (old, next, id, body) => {
        fc.pre(old !== next)
        const [byOld, byNext] = [signed(old, id, body), signed(next, id, body)]
        expect(verify(next, byOld, body)).toBe("bad_signature")
        const both = { ...byOld, signature: `v1a,AAAA ${byNext.signature} v2,zzz ${byOld.signature}` }
        expect([verify(old, both, body), verify(next, both, body)]).toEqual(["good", "good"])
        const secrets = [bytesOf(old), bytesOf(next)]
        expect(verifyWebhook(secrets, byNext, Buffer.from(body), NOW)).toBe("good")
      }),
    )
  })

  it("go by raw bytes: bodies that differ only in bytes that are no UTF-8 have different ones", () => {
    const secret = `whsec_${Buffer.alloc(24, 1).toString("base64")}`
    const [first, second] = [Buffer.from([0x22, 0xff, 0x22]), Buffer.from([0x22, 0xfe, 0x22])]
    expect(first.toString()).toBe(second.toString())
    const signature = signWebhook(bytesOf(secret), "id", String(SECONDS), first)
    const headers = { id: "id", timestamp: String(SECONDS), signature }
    expect([verify(secret, headers, first), verify(secret, headers, second)]).toEqual(["good", "bad_signature"])
  })

  it("are good for five minutes in both directions, with a strict timestamp and id", () => {
    const secret = `whsec_${Buffer.alloc(32, 2).toString("base64")}`
    const at = (seconds: number) => verify(secret, signed(secret, "id", "{}", SECONDS + seconds), "{}")
    expect([-301, -300, 0, 300, 301].map(at)).toEqual(["too_old", "good", "good", "good", "too_new"])

    const own = (id: string, timestamp: string) => {
      const signature = signWebhook(bytesOf(secret), id, timestamp, Buffer.from("{}"))
      return verify(secret, { id, timestamp, signature }, "{}")
    }
    const strange = ["", "abc", `${SECONDS}abc`, `0${SECONDS}`, `+${SECONDS}`, ` ${SECONDS}`, `${SECONDS}.0`, "1e9"]
    for (const timestamp of strange) expect(own("id", timestamp)).toBe("bad_timestamp")
    for (const id of ["", "a.b", "a b", "x".repeat(129), "名"]) expect(own(id, String(SECONDS))).toBe("bad_id")

    const good = signed(secret, "id", "{}")
    expect(verifyWebhook([bytesOf(secret)], { ...good, signature: undefined }, Buffer.from("{}"), NOW)).toBe("unsigned")
    const long = { ...good, signature: `${"v1,AAAA ".repeat(16)}${good.signature}` }
    expect(verify(secret, long, "{}")).toBe("bad_signature")
    for (const signature of ["", "v1,", good.signature.slice(3), `${good.signature}=`, good.signature.toLowerCase()]) {
      expect(verify(secret, { ...good, signature }, "{}")).toBe("bad_signature")
    }
  })
})
