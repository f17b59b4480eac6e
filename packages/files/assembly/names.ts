// The member names that mean something, and a hash table without collisions to find them by one look.

/** Names in the order in which `names` knows them; 0 is every other name. */
export const enum Name {
  Other,
  Response,
  Text,
  LivenessDetail,
  WeChatBillDetails,
  ChargeDetails,
  BizToken,
  RuleId,
  Account,
  FetchedAt,
  Date,
  Cursor,
  HasNextPage,
  NextCursor,
  ErrCode,
  NFCBillingCounts,
  ChargeCount,
  Seq,
  IsNeedCharge,
  Errcode,
  ReqTime,
  ChargeType,
  ErrorCode,
  Error,
  EncryptedBody,
  DetectInfo,
  // From here on: photos, video and what else is large. Their strings are skipped blindly.
  IdCardData,
  BestFrame,
  VideoData,
  Encryption,
  IntentionVerifyData,
  IntentionQuestionResult,
  IntentionActionResult,
}

/** No known name is longer, and a row of the table has room for its closing quote. */
const LENGTH_MAX: usize = 23
const ROW: usize = 32
const rows = memory.data(33 * 32)
const slots = memory.data(256)

// @ts-ignore: decorator
@inline
function slotOf(name: usize, length: usize): usize {
  return slots + (((load<u32>(name) ^ (<u32>length << 27)) * HASH) >> 24)
}
/** Found by trial: each name has a slot of its own (`learn` checks it), and no frequent unread name falls into one. */
const HASH: u32 = 0x54ae9e83

/** The name whose first character is at `p`; the quote behind it is at `p + length`. */
// @ts-ignore: decorator
@inline
export function nameAt(p: usize, length: usize): Name {
  const name = <usize>load<u8>(slotOf(p, length))
  return name && isRow(name, p, length) ? <Name>name : Name.Other
}

// The closing quote is compared too, so no longer name can pass for a shorter one.
function isRow(name: usize, p: usize, length: usize): bool {
  if (length > LENGTH_MAX) return false
  const row = rows + name * ROW
  const same =
    i8x16.bitmask(i8x16.eq(v128.load(p), v128.load(row))) |
    (i8x16.bitmask(i8x16.eq(v128.load(p, 16), v128.load(row, 16))) << 16)
  const wanted: i32 = (2 << <i32>length) - 1
  return (same & wanted) == wanted
}

function learn(name: Name, text: string): void {
  const row = rows + <usize>name * ROW
  for (let i = 0; i < text.length; ++i) store<u8>(row + i, <u8>text.charCodeAt(i))
  store<u8>(row + text.length, 0x22)
  const slot = slotOf(row, text.length)
  if (load<u8>(slot)) unreachable()
  store<u8>(slot, <u8>name)
}

// Near names: what people write for a name, apart from it by case, strokes, blanks or a leading "is"

/** What a name comes to without all that, one after another; the length of each stands behind it. */
const folds = memory.data(17 * 32)
const FOLD_LENGTH: usize = 31
/** No name that is asked for is longer. */
const FOLD_MAX: usize = 16
let foldCount: usize = 0
/** The name that is being folded. */
const folded = memory.data(32)

/**
 * The name that this one is near to, or is, of those that are asked for. Bytes beyond ASCII count for nothing, since some
 * of them are blanks: what looks near then is for the plain path to see.
 */
export function nearName(p: usize, length: usize): Name {
  let size = fold(p, length)
  if (!size) return Name.Other
  for (let nth: usize = 0; nth < foldCount; ++nth) {
    const row = folds + nth * ROW
    if (<usize>load<u8>(row, FOLD_LENGTH) != size) continue
    const same = i8x16.bitmask(i8x16.eq(v128.load(folded), v128.load(row)))
    const wanted: i32 = (1 << <i32>size) - 1
    if ((same & wanted) == wanted) return <Name>load<u8>(row, FOLD_LENGTH - 1)
  }
  return Name.Other
}

/** Folds a name into `folded`, and gives its length there, 0 for one that is too long or comes to nothing. */
function fold(p: usize, length: usize): usize {
  let size: usize = 0
  for (let i: usize = 0; i < length; ++i) {
    const byte = load<u8>(p + i)
    if (byte >= 0x80 || byte == 0x5f || byte == 0x2d || byte == 0x20) continue
    if (size == FOLD_MAX + 2) return 0
    store<u8>(folded + size++, <u8>(byte - 0x41) < 26 ? byte | 0x20 : byte)
  }
  if (size > 2 && load<u16>(folded) == 0x7369) {
    size -= 2
    memory.copy(folded, folded + 2, size)
  }
  return size <= FOLD_MAX ? size : 0
}

function ask(name: Name): void {
  const length = lengthOf(name)
  const size = fold(rows + <usize>name * ROW, length)
  const row = folds + foldCount++ * ROW
  memory.copy(row, folded, size)
  store<u8>(row, <u8>name, FOLD_LENGTH - 1)
  store<u8>(row, <u8>size, FOLD_LENGTH)
}

function lengthOf(name: Name): usize {
  let length: usize = 0
  while (load<u8>(rows + <usize>name * ROW + length) != 0x22) ++length
  return length
}

learn(Name.Response, "Response")
learn(Name.Text, "Text")
learn(Name.LivenessDetail, "LivenessDetail")
learn(Name.WeChatBillDetails, "WeChatBillDetails")
learn(Name.ChargeDetails, "ChargeDetails")
learn(Name.BizToken, "BizToken")
learn(Name.RuleId, "RuleId")
learn(Name.Account, "Account")
learn(Name.FetchedAt, "FetchedAt")
learn(Name.Date, "Date")
learn(Name.Cursor, "Cursor")
learn(Name.HasNextPage, "HasNextPage")
learn(Name.NextCursor, "NextCursor")
learn(Name.ErrCode, "ErrCode")
learn(Name.NFCBillingCounts, "NFCBillingCounts")
learn(Name.ChargeCount, "ChargeCount")
learn(Name.Seq, "Seq")
learn(Name.IsNeedCharge, "IsNeedCharge")
learn(Name.Errcode, "Errcode")
learn(Name.ReqTime, "ReqTime")
learn(Name.ChargeType, "ChargeType")
learn(Name.ErrorCode, "ErrorCode")
learn(Name.Error, "Error")
learn(Name.EncryptedBody, "EncryptedBody")
learn(Name.DetectInfo, "DetectInfo")
learn(Name.IdCardData, "IdCardData")
learn(Name.BestFrame, "BestFrame")
learn(Name.VideoData, "VideoData")
learn(Name.Encryption, "Encryption")
learn(Name.IntentionVerifyData, "IntentionVerifyData")
learn(Name.IntentionQuestionResult, "IntentionQuestionResult")
learn(Name.IntentionActionResult, "IntentionActionResult")

// ErrCode is not among them: it is a name of its own, near to Errcode.
ask(Name.LivenessDetail)
ask(Name.ChargeDetails)
ask(Name.BizToken)
ask(Name.RuleId)
ask(Name.FetchedAt)
ask(Name.Date)
ask(Name.HasNextPage)
ask(Name.NextCursor)
ask(Name.NFCBillingCounts)
ask(Name.ChargeCount)
ask(Name.Seq)
ask(Name.IsNeedCharge)
ask(Name.Errcode)
ask(Name.ReqTime)
ask(Name.ChargeType)
ask(Name.ErrorCode)
