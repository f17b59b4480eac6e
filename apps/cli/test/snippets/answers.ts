/** Answers of the provider in the forms in which programs have them, and what a snippet must make of each. */

/** What stands in an answer and must never stand in a log. */
export const personal = [
  "110101199003078888",
  "张三",
  "13800001111",
  "our-own-secret",
  "SU1BR0U=",
  "liveness failed at",
]

const [idCard, name, mobile, extra, picture, message] = personal

const entry = (seq: string, fields: Readonly<Record<string, unknown>>) => ({
  ReqTime: "1790820000000",
  Seq: seq,
  Idcard: idCard,
  Name: name,
  Sim: "98.12",
  Errmsg: `${message} ${mobile}`,
  Livemsg: message,
  Comparemsg: message,
  CompareLibType: "权威库",
  ...fields,
})

const text = (fields: Readonly<Record<string, unknown>>) => ({
  ErrMsg: message,
  IdCard: idCard,
  Name: name,
  OcrName: name,
  OcrAddress: name,
  Extra: extra,
  Mobile: mobile,
  ...fields,
})

const around = { RequestId: "r", IdCardData: { OcrFront: picture }, BestFrame: { BestFrame: picture }, VideoData: null }

const charged = { Seq: "seq-1", Errcode: 0, IsNeedCharge: true }
const free = { Seq: "seq-2", Errcode: 1001, IsNeedCharge: false }
const failed = { Seq: 'seq-"3"\\', Errcode: 1301, IsNeedCharge: null }
const entryOf = ({ Seq, ...fields }: typeof charged | typeof failed) => entry(Seq, fields)

export interface Answer {
  readonly bizToken: string
  readonly ruleId: string
  readonly answer: unknown
  /** Its line without FetchedAt; `undefined` where the answer must be refused. */
  readonly line: unknown
}

const lineOf = (
  bizToken: string,
  entries: ReadonlyArray<object>,
  errCode: number | null = 0,
  nfc: number | null = null,
) => ({
  BizToken: bizToken,
  RuleId: "1001",
  Response: {
    Text: {
      ErrCode: errCode,
      NFCBillingCounts: nfc,
      LivenessDetail: entries.map((each) => ({ ReqTime: "1790820000000", ...each })),
    },
  },
})

export const answers: ReadonlyArray<Answer> = [
  {
    // From the wire, fetched before it was final.
    bizToken: "token-1",
    ruleId: "1001",
    answer: { Response: { ...around, Text: text({ ErrCode: 1001, LivenessDetail: [entryOf(free)] }) } },
    line: lineOf("token-1", [free], 1001),
  },
  {
    // As the SDK gives it, later: the same attempt again, and two more.
    bizToken: "token-1",
    ruleId: "1001",
    answer: { ...around, Text: text({ ErrCode: 0, LivenessDetail: [free, failed, charged].map(entryOf) }) },
    line: lineOf("token-1", [free, failed, charged], 0),
  },
  {
    // SDKs leave out what is null.
    bizToken: "token-2",
    ruleId: "1001",
    answer: { Text: text({ NFCBillingCounts: 1, LivenessDetail: [entry("seq-4", { Errcode: 1301 })] }) },
    line: lineOf("token-2", [{ Seq: "seq-4", Errcode: 1301, IsNeedCharge: null }], null, 1),
  },
  {
    // Nobody has tried yet.
    bizToken: "token-3",
    ruleId: "1001",
    answer: { Response: { ...around, Text: text({ ErrCode: null, LivenessDetail: null }) } },
    line: lineOf("token-3", [], null),
  },
  {
    bizToken: "token-4",
    ruleId: "1001",
    answer: { Response: { Text: null, EncryptedBody: picture, RequestId: "r" } },
    line: undefined,
  },
]

/** What no answer looks like, with personal data where others would quote it. */
export const oddAnswers: ReadonlyArray<string> = [
  `no JSON: ${personal.join(" ")}`,
  JSON.stringify(personal.join(" ")),
  JSON.stringify({ Text: personal.join(" ") }),
  JSON.stringify({ Response: personal.join(" ") }),
  JSON.stringify({ Text: { LivenessDetail: personal.join(" ") } }),
  JSON.stringify({ Text: { LivenessDetail: personal } }),
]

/** What the CLI counts in the lines of all. */
export const counted = { charges: 1, uncharged: 1, unknown: 2, attempts: 4, nfcCharges: 1 }
