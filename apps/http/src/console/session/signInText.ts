/** What the sign-in says, in both languages. */
import { both, byLanguage, formatCount as n, plural } from "@faceid-tally/report"

export const signInText = byLanguage({
  title: both("Sign in", "登录"),
  lead: both("Sign in with an access key.", "请用访问密钥登录。"),
  key: both("Access key", "访问密钥"),
  submit: both("Sign in", "登录"),
  wrong: both(
    "This key does not open the console. Check that it was copied whole, and that its role is read, finance or admin.",
    "这个密钥不能登录控制台。请检查是否完整复制，且角色为只读、财务或管理。",
  ),
  tooMany: both(
    (minutes: number) => `Too many tries. Try again in ${plural(minutes, "minute")}.`,
    (minutes) => `尝试次数过多，请 ${n(minutes)} 分钟后再试。`,
  ),
  signedOut: both("You are signed out.", "已退出。"),
  howTo: both(
    "No key? Ask an administrator to run faceid-tally key create --role read.",
    "没有密钥？请管理员运行 faceid-tally key create --role read。",
  ),
})
