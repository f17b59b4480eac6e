/** What is said instead of a page, in both languages. */
import { both, byLanguage } from "@faceid-tally/report"

export const faultText = byLanguage({
  title: both("Something went wrong", "出了点问题"),
  notFound: both("There is no such page.", "没有这个页面。"),
  notAllowed: both(
    "Your key may not do this: it takes a key with the role admin.",
    "当前密钥无权执行此操作：需要管理角色的密钥。",
  ),
  notDecided: both(
    "Your key may not decide: it takes a key with the role finance or admin.",
    "当前密钥无权处理差异：需要财务或管理角色的密钥。",
  ),
  thisMachine: both(
    "As long as no key is configured, only this machine may come in, by 127.0.0.1 or localhost.",
    "尚未设置密钥时，只有本机可以通过 127.0.0.1 或 localhost 访问。",
  ),
  staleForm: both(
    "The page was too old, and nothing was done. Go back and try again.",
    "页面已过期，未执行任何操作。请返回后重试。",
  ),
  tooLarge: both(
    "What was sent is too long, and nothing was done. Go back and shorten it.",
    "提交的内容过长，未执行任何操作。请返回后缩短。",
  ),
  unexpected: both(
    (id: string | null) =>
      `It was not done, and that is a defect of the program.${id === null ? "" : ` Request ${id}.`} Try again later, or ask your administrator.`,
    (id) => `操作没有完成，这是程序的缺陷。${id === null ? "" : `请求编号 ${id}。`}请稍后再试，或联系管理员。`,
  ),
  back: both("Go back", "返回"),
})
