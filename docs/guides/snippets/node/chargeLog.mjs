// What to log of each answer, and how each BizToken is registered. Node 18 or newer, no packages.

/** One line for the log: what charges are counted from, and nothing of the person. `answer`: what the SDK gives. */
export function chargeLine(bizToken, ruleId, answer) {
  const text = (answer.Response ?? answer).Text
  if (text == null) throw new Error("GetDetectInfoEnhanced: no Text in the answer; decrypt it first")
  const { ErrCode, NFCBillingCounts, LivenessDetail } = text
  const entries = (LivenessDetail ?? []).map(({ ReqTime, Seq, Errcode, IsNeedCharge }) => {
    return { ReqTime, Seq, Errcode, IsNeedCharge }
  })
  const line = {
    BizToken: bizToken,
    RuleId: ruleId,
    FetchedAt: Date.now(),
    Response: { Text: { ErrCode, NFCBillingCounts, LivenessDetail: entries } },
  }
  // A missing IsNeedCharge becomes null, which is not false: it says that there is no flag.
  return JSON.stringify(line, (_, value) => value ?? null)
}

/** Call it after each DetectAuth. It never throws: a person must not wait for the books. */
export async function register(bizToken, ruleId) {
  try {
    const { ok } = await fetch(`${process.env.FACEID_TALLY_URL}/v1/verifications`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${process.env.FACEID_TALLY_KEY}` },
      body: JSON.stringify({ bizToken, ruleId, issuedAt: Date.now() }),
      signal: AbortSignal.timeout(2000),
    })
    return ok
  } catch {
    return false
  }
}
