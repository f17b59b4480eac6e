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
