/** The group robots of WeCom, DingTalk and Feishu: their messages, how they are signed, and what they answer. */
import { createHmac } from "node:crypto"

import type { AlertText } from "@faceid-tally/report"

import type { AlertFormat } from "./AlertMessage.ts"

/** Robots can demand that a message contains a word: it is this one. */
const titleOf = ({ title }: AlertText): string => `faceid-tally: ${title}`

export const wecom: AlertFormat = {
  request: ({ text }, { url }) => ({
    url,
    headers: {},
    body: JSON.stringify({ msgtype: "markdown", markdown: { content: markdown(text, "\n> ") } }),
  }),
  codeOf: ({ errcode }) => errcode,
}

export const dingtalk: AlertFormat = {
  request: ({ text }, { url, secret }, now) => {
    const signed = new URL(url)
    if (secret !== undefined) {
      signed.searchParams.set("timestamp", String(now))
      signed.searchParams.set("sign", hmac(secret, `${now}\n${secret}`))
    }
    const body = { msgtype: "markdown", markdown: { title: titleOf(text), text: markdown(text, "\n\n") } }
    return { url: signed.href, headers: {}, body: JSON.stringify(body) }
  },
  codeOf: ({ errcode }) => errcode,
}

export const feishu: AlertFormat = {
  request: ({ text, language }, { url, secret }, now) => {
    const timestamp = String(Math.floor(now / 1000))
    const { lines, link } = text
    const post = {
      title: titleOf(text),
      content: [
        ...lines.map((line) => [{ tag: "text", text: line }]),
        ...(link === null ? [] : [[{ tag: "a", text: link.title, href: link.url }]]),
      ],
    }
    // Here the text to be signed is the key, and nothing is signed with it.
    const signature = secret === undefined ? {} : { timestamp, sign: hmac(`${timestamp}\n${secret}`, "") }
    const content = { post: { [language === "en" ? "en_us" : "zh_cn"]: post } }
    return { url, headers: {}, body: JSON.stringify({ ...signature, msg_type: "post", content }) }
  },
  // An older answer calls it StatusCode.
  codeOf: ({ code, StatusCode }) => code ?? StatusCode,
}

const markdown = (text: AlertText, between: string): string => {
  const link = text.link === null ? [] : [`[${text.link.title}](${text.link.url})`]
  return [`**${titleOf(text)}**`, ...text.lines, ...link].join(between)
}

const hmac = (key: string, text: string): string => createHmac("sha256", key).update(text).digest("base64")
