// Makes samples/month: one made-up month of verifications and the bill for it, with a billing error of every kind
// planted in it. Nobody in it exists: names, numbers and photos stand there only to show that they are dropped.
// `node samples/make-month.mjs` writes the same files every time.
import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const here = join(dirname(fileURLToPath(import.meta.url)), "month")
const HOUR = 3_600_000
const DAY = 24 * HOUR
const FIRST = Date.parse("2026-10-01T00:00:00+08:00")
const DAYS = 31
const VERIFICATIONS = 600
const PAGE_TOKENS = 12

// mulberry32: small, seeded, good enough for a sample.
let seed = 20261001
const random = () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
}
const pick = (weighted) => {
  let left = random() * weighted.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of weighted) if ((left -= weight) < 0) return value
}
const hex = (digits) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("")
const uuid = () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`

const rules = [
  ["1", "核身", 6],
  ["2", "比对", 3],
  ["3", "混合部署", 1],
].map(([id, chargeType, weight]) => [{ id, chargeType }, weight])
const codes = [
  [0, 78],
  [2016, 9],
  [2006, 3],
  [1002, 2],
  [1004, 3],
  [2011, 2],
  [2012, 1],
  [1301, 2],
]
const charged = new Set([0, 1002, 2006, 2016])
const messages = { 0: "成功", 1002: "疑似非真人录制", 1004: "人脸检测失败", 1301: "活体检测未通过", 2006: "姓名和身份证号不一致", 2011: "疑似非活体", 2012: "检测到多张人脸", 2016: "比对相似度未达到通过标准" }

const verifications = Array.from({ length: VERIFICATIONS }, (_, i) => {
  const rule = pick(rules)
  const issued = FIRST + Math.floor(((i + random()) / VERIFICATIONS) * DAYS * DAY)
  const attempts = []
  let at = issued
  do {
    at += 20_000 + Math.floor(random() * 60_000)
    const errcode = pick(codes)
    // The provider leaves the flag of many failed livenesses open.
    const charge = errcode === 1301 ? null : charged.has(errcode)
    attempts.push({ seq: uuid(), at, errcode, charge })
  } while (attempts.at(-1).errcode !== 0 && attempts.length < 3)
  return { number: i, bizToken: uuid().toUpperCase(), rule, issued, attempts, fetchedAt: at + 3 * HOUR }
})

const bill = verifications.map(({ bizToken, rule, attempts }) => ({
  bizToken,
  rule,
  // What the result leaves open, the bill lists as not charged.
  lines: attempts.map((attempt) => ({ ...attempt, charge: attempt.charge === true, day: dayOf(attempt.at) })),
}))
plantErrors()
rmSync(here, { recursive: true, force: true })
writeResults()
writeBills()

// What is wrong with this month. Each plant is one line, so that the report can be checked against it.
function plantErrors() {
  const billOf = ({ number }) => bill[number]
  // Verifications with one successful attempt in the middle of a day, one after the other.
  const plain = verifications.filter(({ attempts: [first, ...others] }) => {
    const hour = (first.at + 8 * HOUR) % DAY
    return others.length === 0 && first.errcode === 0 && hour > 2 * HOUR && hour < 20 * HOUR
  })
  const next = () => plain.splice(Math.floor(random() * plain.length), 1)[0]

  // Charged by us, nowhere in the bill.
  for (let i = 0; i < 3; i++) billOf(next()).lines.length = 0
  // In the bill, but its BizToken was never fetched.
  for (let i = 0; i < 5; i++) next().isLost = true
  // In the bill, but its result was fetched too early and not again: the second attempt is not in it.
  for (let i = 0; i < 2; i++) {
    const early = next()
    const [first] = early.attempts
    first.errcode = 2016
    billOf(early).lines[0].errcode = 2016
    billOf(early).lines.push({ seq: uuid(), at: first.at + 90_000, errcode: 0, charge: true, day: dayOf(first.at) })
    early.fetchedAt = first.at + 30_000
  }
  // Charged by the bill, free by our record; and the other way round; and our record leaves it open.
  const failed = verifications.filter(({ attempts: [first, ...others] }) => others.length > 0 && first.charge === false)
  billOf(failed[3]).lines[0].charge = true
  billOf(failed[7]).lines[0].charge = true
  billOf(next()).lines[0].charge = false
  const open = verifications.find(({ attempts: [first] }) => first.charge === null)
  billOf(open).lines[0].charge = true
  // The same Seq billed again, once on another page of the day and once on the next day.
  for (const offset of [0, 1, 1]) {
    const twice = next()
    const [line] = billOf(twice).lines
    bill.push({ bizToken: twice.bizToken, rule: twice.rule, lines: [{ ...line, day: dayOf(line.at + offset * DAY) }] })
  }
  // Listed again without a charge.
  const listed = next()
  bill.push({ ...billOf(listed), lines: [{ ...billOf(listed).lines[0], charge: false }] })
  // Tried just before midnight, billed on the next day; the last of them falls out of the month.
  const [shifted, cut] = [next(), next()]
  moveTo(shifted, shifted.attempts[0].at - ((shifted.attempts[0].at + 8 * HOUR) % DAY) + 23.99 * HOUR)
  billOf(shifted).lines[0].day = dayOf(shifted.attempts[0].at + HOUR)
  moveTo(cut, FIRST + DAYS * DAY - 5000)
  billOf(cut).lines[0].day = dayOf(cut.attempts[0].at + HOUR)
  // Another return code, another BizToken, another count than ours.
  billOf(next()).lines[0].errcode = 2016
  billOf(next()).bizToken = uuid().toUpperCase()
  billOf(next()).chargeCount = 2
  // The bill leaves a flag open.
  billOf(failed[9]).lines[0].charge = null
  // Charged on both sides, though the published rules say that this code is free.
  const against = failed[12]
  against.attempts[0].charge = true
  billOf(against).lines[0].charge = true

  function moveTo({ number, attempts }, at) {
    attempts[0].at = at
    verifications[number].fetchedAt = at + 3 * HOUR
    bill[number].lines[0].at = at
    bill[number].lines[0].day = dayOf(at)
  }
}

// One NDJSON file per day as a collector would keep them, and the last two days as the table of a colleague.
function writeResults() {
  const files = new Map()
  const rows = ["Seq,IsNeedCharge,Errcode,ReqTime,BizToken,RuleId,FetchedAt"]
  for (const verification of verifications) {
    if (verification.isLost) continue
    const day = dayOf(verification.issued)
    if (day >= "2026-10-30") rows.push(...tableRows(verification))
    else files.set(day, [...(files.get(day) ?? []), JSON.stringify(answer(verification))])
  }
  // A result that was fetched twice, and one call that the provider answered with an error.
  const [someDay] = [...files.keys()].slice(4)
  const lines = files.get(someDay)
  lines.push(lines[2], JSON.stringify({ BizToken: uuid().toUpperCase(), Response: { Error: { Code: "InvalidParameterValue.BizTokenExpired", Message: "BizToken过期。" }, RequestId: uuid() } }))
  for (const [day, texts] of files) write(`results/${day}.ndjson`, texts.join("\n") + "\n")
  write("results/2026-10-30.csv", rows.join("\n") + "\n")
}

function answer({ number, bizToken, rule, attempts, fetchedAt }) {
  const { errcode } = attempts.at(-1)
  return {
    BizToken: bizToken,
    RuleId: rule.id,
    FetchedAt: iso(fetchedAt),
    Response: {
      Text: {
        ErrCode: errcode,
        ErrMsg: messages[errcode],
        IdCard: "000000000000000000",
        Name: `测试用户${number}`,
        ...(number % 50 === 7 && { NFCRequestIds: [`nfc-${number}`], NFCBillingCounts: 1 }),
        LivenessDetail: attempts.map(({ seq, at, errcode: code, charge }) => ({
          ReqTime: String(at),
          Seq: seq,
          Idcard: "000000000000000000",
          Name: `测试用户${number}`,
          Sim: charge === null ? null : code === 0 ? "92.10" : "31.40",
          IsNeedCharge: charge,
          Errcode: code,
          Errmsg: messages[code],
        })),
      },
      RequestId: uuid(),
    },
  }
}

function tableRows({ bizToken, rule, attempts, fetchedAt }) {
  return attempts.map(({ seq, at, errcode, charge }) =>
    [seq, charge ?? "", errcode, at, bizToken, rule.id, iso(fetchedAt)].join(","),
  )
}

// The bill as GetWeChatBillDetails gives it: pages of a day, each with the cursor that it was asked with. The first
// day of the next month is there too, since what was tried just before midnight can be billed then.
function writeBills() {
  for (let number = 0; number <= DAYS; number++) {
    const day = dayOf(FIRST + number * DAY)
    const details = bill
      .map(({ bizToken, rule, chargeCount, lines }) => ({ bizToken, rule, chargeCount, lines: lines.filter((line) => line.day === day) }))
      .filter(({ lines }) => lines.length > 0)
    const pages = []
    let cursor = 0
    do {
      const part = details.splice(0, PAGE_TOKENS)
      const nextCursor = cursor + 1000 + Math.floor(random() * 9000)
      pages.push(page(day, cursor, nextCursor, part, details.length > 0))
      cursor = nextCursor
    } while (details.length > 0)
    // Two pages were pulled twice: that is no accusation.
    if (number === 8) pages.push(pages[0])
    write(`bills/${day}.json`, `[\n${pages.map((text) => JSON.stringify(text)).join(",\n")}\n]\n`)
  }
}

function page(day, cursor, nextCursor, details, hasNextPage) {
  return {
    Date: day,
    Cursor: cursor,
    Response: {
      HasNextPage: hasNextPage,
      NextCursor: nextCursor,
      WeChatBillDetails: details.map(({ bizToken, rule, chargeCount, lines }) => ({
        BizToken: bizToken,
        RuleId: rule.id,
        ChargeCount: chargeCount ?? lines.filter(({ charge }) => charge === true).length,
        ChargeDetails: lines.map(({ seq, at, errcode, charge }) => ({
          ReqTime: String(at),
          Seq: seq,
          IdCard: "0****************0",
          Name: "***户",
          IsNeedCharge: charge,
          ChargeType: rule.chargeType,
          ErrorCode: String(errcode),
        })),
      })),
      RequestId: uuid(),
    },
  }
}

function write(name, text) {
  const file = join(here, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function iso(ms) {
  return new Date(ms + 8 * HOUR).toISOString().replace("Z", "+08:00")
}

function dayOf(ms) {
  return iso(ms).slice(0, 10)
}
