/**
 * The result of a verification as the provider writes it, with every field that it has: the personal ones are what a
 * customer's program must not keep. Photos come only when they are asked for.
 */
import { publishedRules } from "@faceid-tally/core/engine"

import { personOf, photoOf } from "../world/Person.ts"
import type { Attempt, Verification } from "../world/Verification.ts"

export interface DetectInfoOptions {
  /** The digits of the kinds that are asked for; 0 is all. */
  readonly InfoType: string
  readonly BestFramesCount: number
  readonly IsEncryptResponse: boolean
}

const BEST_FRAMES_MAX = 10

/** The answer as of `now`: only attempts that were made by then are in it. */
export const detectInfo = (
  verification: Verification,
  now: number,
  { InfoType, BestFramesCount, IsEncryptResponse }: DetectInfoOptions,
): object => {
  const isAsked = (kind: string) => !IsEncryptResponse && (InfoType.includes("0") || InfoType.includes(kind))
  const photo = (what: string) => photoOf(verification.person, what)
  const frames = Array.from({ length: Math.min(BestFramesCount, BEST_FRAMES_MAX) }, (_, i) => photo(`frame ${i}`))
  return {
    Text: isAsked("1") ? textOf(verification, now) : null,
    IdCardData: isAsked("2")
      ? {
          OcrFront: photo("front"),
          OcrBack: photo("back"),
          ProcessedFrontImage: null,
          ProcessedBackImage: null,
          Avatar: photo("avatar"),
          WarnInfos: null,
          BackWarnInfos: null,
        }
      : null,
    BestFrame: isAsked("3") ? { BestFrame: photo("best frame"), BestFrames: frames } : null,
    VideoData: isAsked("4") ? { LivenessVideo: photo("video"), LivenessVideos: [] } : null,
    Encryption: null,
    IntentionVerifyData: null,
    IntentionQuestionResult: null,
    IntentionActionResult: null,
    EncryptedBody: IsEncryptResponse ? photo("encrypted body") : null,
    IsVerifyIntention: false,
    IntentionVerifyType: null,
  }
}

const textOf = (verification: Verification, now: number) => {
  const { person: number, attempts, nfcBillingCounts, extra } = verification
  const made = attempts.filter(({ at }) => at <= now)
  const last = made.at(-1)
  const person = personOf(number)
  return {
    ErrCode: last?.errcode ?? null,
    ErrMsg: last === undefined ? null : messageOf(last.errcode),
    IdCard: person.idCard,
    UseIDType: 0,
    Name: person.name,
    OcrNation: "模拟",
    OcrAddress: person.address,
    OcrBirth: null,
    OcrAuthority: null,
    OcrValidDate: null,
    OcrName: person.name,
    OcrIdCard: person.idCard,
    OcrGender: null,
    IdInfoFrom: "其他",
    ...(last === undefined
      ? { LiveStatus: null, LiveMsg: null, Comparestatus: null, Comparemsg: null, Sim: null }
      : stagesOf(last)),
    Location: person.address,
    Extra: extra,
    LivenessDetail: made.map((attempt) => detailOf(attempt, number)),
    LivenessInfoTag: [],
    Mobile: person.mobile,
    CompareLibType: "权威库",
    LivenessMode: LIVENESS_MODE,
    NFCRequestIds: nfcBillingCounts === null ? null : Array.from({ length: nfcBillingCounts }, (_, i) => `nfc-${i}`),
    NFCBillingCounts: nfcBillingCounts,
    PassNo: null,
    VisaNum: null,
    LivenessActionSequence: null,
  }
}

const detailOf = (attempt: Attempt, number: number) => {
  const { LiveStatus, LiveMsg, ...stages } = stagesOf(attempt)
  return {
    ReqTime: String(attempt.at),
    Seq: attempt.seq,
    Idcard: personOf(number).idCard,
    Name: personOf(number).name,
    IsNeedCharge: attempt.charge,
    Errcode: attempt.errcode,
    Errmsg: messageOf(attempt.errcode),
    Livestatus: LiveStatus,
    Livemsg: LiveMsg,
    ...stages,
    CompareLibType: "权威库",
    LivenessMode: LIVENESS_MODE,
  }
}

const LIVENESS_MODE = 4

/** Codes below 2000 end an attempt before its comparison. */
const stagesOf = ({ errcode, sim }: Attempt) => {
  const isCompared = errcode === 0 || errcode >= 2000
  const live = isCompared ? 0 : errcode
  return {
    LiveStatus: live,
    LiveMsg: messageOf(live),
    Comparestatus: isCompared ? errcode : null,
    Comparemsg: isCompared ? messageOf(errcode) : null,
    Sim: sim,
  }
}

/** The provider's texts change without notice; these are as good as any. */
export const messageOf = (errcode: number): string => publishedRules.explain(errcode).meaning?.zh ?? "未知"
