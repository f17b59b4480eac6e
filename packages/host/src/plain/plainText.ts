/** What is said of the books only to programs without Effect, in both languages. */
import { both, byLanguage } from "@faceid-tally/report"

export const plainText = byLanguage({
  argument: both(
    (path: string, expected: string) => `${path} has to be ${expected}.`,
    (path, expected) => `${path} 应为${expected}。`,
  ),
  expected: {
    day: both("a day, as 2026-10-01", "日期，如 2026-10-01"),
    month: both("a month, as 2026-10", "月份，如 2026-10"),
    days: both(
      "a day, a month, or from and to, of which the first is not after the last",
      "一天、一个月，或先后正确的 from 与 to",
    ),
    account: both(
      (known: string) => `an account of the settings: ${known}`,
      (known) => `设置中的账号：${known}`,
    ),
    bizToken: both("a text that is not empty", "非空文本"),
    text: both("a text", "文本"),
    edition: both(
      (known: string) => `an edition with published rules: ${known}`,
      (known) => `有公开计费规则的产品版本：${known}`,
    ),
    past: both("a time that is not ahead of the clock", "不晚于当前的时间"),
    instant: both(
      "a Date, an ISO 8601 time with offset, or epoch milliseconds",
      " Date、带时区的 ISO 8601 时间，或毫秒时间戳",
    ),
    count: both("a whole number above 0", "正整数"),
    head: both("the head of a seal, 64 hex digits", "存证哈希，64 位十六进制数"),
  },
  apiError: both(
    "The provider answered with an error in place of a result: nothing was recorded.",
    "服务商返回的是错误，不是结果：未记录任何内容。",
  ),
  notRecorded: both(
    (why: string) => `The answer was not recorded: ${why}.`,
    (why) => `该结果未记录：${why}。`,
  ),
  closed: both("The books are closed.", "账本已关闭。"),
  closedMeanwhile: both(
    "The books were closed while this was going on: what was done stays, the rest is done next time.",
    "操作进行中账本被关闭：已完成的部分已保存，其余留待下次。",
  ),
  defect: both(
    (place: string) => `A defect of faceid-tally (${place}): please report it, without any data.`,
    (place) => `这是 faceid-tally 的缺陷（${place}）：请反馈，不要附带任何数据。`,
  ),
})
