// The results: what GetDetectInfoEnhanced answered, one record a line, with every field that the provider documents.
import type { Answer } from "../Answer.ts"
import { hash, uuid } from "./hash.ts"
import type { NdjsonFile } from "./NdjsonFile.ts"
import { personOf, type Person } from "./person.ts"
import { photosPart } from "./photos.ts"
import { attemptOf, attemptsPerToken, bizTokenOf, ruleIdOf, type Attempt } from "./verification.ts"

/** `text` as asked for by InfoType 1, `photos` by InfoType 0, `slim` only what is needed to count. */
export type ResultKind = "text" | "photos" | "slim"

/** Every so many results one is fetched a second time, as a sweep does: it must not be counted twice. */
const fetchedTwiceEvery = 1000
const fetchedAgainAfter = 300

export const writeResults = (file: NdjsonFile, kind: ResultKind, tokens: number): Answer => {
  const count = { records: 0, attempts: 0, charges: 0, duplicates: 0 }
  const write = (token: number, fetch: number): ReadonlyArray<Attempt> => {
    const attempts = attemptsOf(token, tokens)
    if (kind === "slim") file.write(slimRecord(token, attempts))
    else writeRecord(file, kind, token, attempts, fetch)
    count.records += 1
    return attempts
  }
  for (let token = 0; token < tokens; token++) {
    for (const attempt of write(token, 0)) {
      count.attempts += 1
      if (attempt.charge === true) count.charges += 1
    }
    if (token % fetchedTwiceEvery === fetchedTwiceEvery - 1) {
      count.duplicates += write(token - fetchedAgainAfter, 1).length
    }
  }
  return count
}

const attemptsOf = (token: number, tokens: number): ReadonlyArray<Attempt> =>
  Array.from({ length: attemptsPerToken }, (_, nth) => attemptOf(token * attemptsPerToken + nth, tokens))

const slimRecord = (token: number, attempts: ReadonlyArray<Attempt>): string =>
  `{"BizToken":"${bizTokenOf(token)}","LivenessDetail":[${attempts
    .map((a) => `{"Seq":"${a.seq}","IsNeedCharge":${a.charge},"Errcode":${a.errcode},"ReqTime":"${a.atMs}"}`)
    .join(",")}]}\n`

const writeRecord = (
  file: NdjsonFile,
  kind: "text" | "photos",
  token: number,
  attempts: ReadonlyArray<Attempt>,
  fetch: number,
): void => {
  const person = personOf(token)
  const last = attempts.at(-1)
  const fetchedAt = new Date((last?.atMs ?? 0) + (fetch + 1) * 7_500_000).toISOString()
  file.write(
    `{"BizToken":"${bizTokenOf(token)}","RuleId":"${ruleIdOf(token)}","FetchedAt":"${fetchedAt}","Response":{"Text":${text(token, person, attempts)}`,
  )
  if (kind === "photos") for (const part of photosPart(token)) file.write(part)
  file.write(`,"RequestId":"${uuid(token, 0x4e9)}"}}\n`)
}

const text = (token: number, person: Person, attempts: ReadonlyArray<Attempt>): string => {
  const errcode = attempts.at(-1)?.errcode ?? 0
  const passed = errcode === 0
  return (
    `{"ErrCode":${errcode},"ErrMsg":"${passed ? "成功" : "未通过"}","IdCard":"${person.idCard}","UseIDType":0,"Name":"${person.name}",` +
    `"OcrNation":null,"OcrAddress":null,"OcrBirth":null,"OcrAuthority":null,"OcrValidDate":null,"OcrName":null,"OcrIdCard":null,"OcrGender":null,` +
    `"IdInfoFrom":"手动输入","LiveStatus":0,"LiveMsg":"成功",` +
    `"Comparestatus":${errcode},"Comparemsg":"${passed ? "成功" : "比对失败"}","Sim":"${sim(token)}","Location":"","Extra":"order-${token}",` +
    `"LivenessDetail":[${attempts.map((attempt) => detail(person, attempt)).join(",")}],"LivenessInfoTag":["02"],"Mobile":"${person.mobile}",` +
    `"CompareLibType":"权威库","LivenessMode":3,"NFCRequestIds":[],"NFCBillingCounts":0,"PassNo":null,"VisaNum":null,"LivenessActionSequence":"blink,mouth"}`
  )
}

const detail = (person: Person, { atMs, seq, charge, errcode, index }: Attempt): string =>
  `{"ReqTime":"${atMs}","Seq":"${seq}","Idcard":"${person.idCard}","Name":"${person.name}","Sim":"${sim(index)}","IsNeedCharge":${charge},` +
  `"Errcode":${errcode},"Errmsg":"${errcode === 0 ? "成功" : "未通过"}","Livestatus":0,"Livemsg":"成功","Comparestatus":${errcode},` +
  `"Comparemsg":"${errcode === 0 ? "成功" : "比对失败"}","CompareLibType":"权威库","LivenessMode":3}`

const sim = (index: number): string => `${70 + (hash(index) % 30)}.${10 + (hash(index, 1) % 90)}`
