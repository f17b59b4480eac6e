/** Who decides or closes: `--author`, else the system's user. It is kept for good, so nothing personal may stand there. */
import { userInfo } from "node:os"

import { AUTHOR_MAX, authorFault, type AuthorFault } from "@faceid-tally/core/money"
import type { Language } from "@faceid-tally/report"

import { type Arguments, UsageError } from "../session/Arguments.ts"
import type { Session } from "../session/Session.ts"

const texts: Readonly<Record<Language, (name: string) => Readonly<Record<AuthorFault, string>>>> = {
  en: (name) => ({
    missing: `${name} needs a name or a staff number.`,
    malformed: `${name} is a name or a staff number on one line.`,
    too_long: `${name} holds at most ${AUTHOR_MAX} characters.`,
    personal: `${name} holds a phone number or an ID number: it is kept for good, so leave that out.`,
  }),
  "zh-CN": (name) => ({
    missing: `${name} 需要姓名或工号。`,
    malformed: `${name} 应为一行之内的姓名或工号。`,
    too_long: `${name} 不得超过 ${AUTHOR_MAX} 个字符。`,
    personal: `${name} 含有手机号或身份证号：内容会永久保存，请勿填写。`,
  }),
}

/** Held to what may be kept of a person, by the name of the option. */
export const refusePersonal = (written: string, option: string, { language }: Session): void => {
  const fault = authorFault(written)
  if (fault !== null) throw new UsageError({ message: texts[language](`--${option}`)[fault] })
}

export const authorOf = (args: Arguments<"author">, session: Session): string => {
  const author = args.string("author") ?? userInfo().username
  refusePersonal(author, "author", session)
  return author
}
