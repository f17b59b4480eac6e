/** Who visits the console without a browser: keeps the cookies, fills in forms with the token of the page before. */
import type { TestService } from "../api/TestService.ts"

export interface Visitor {
  /** The page, after redirects. */
  readonly open: (path: string, init?: RequestInit) => Promise<Seen>
  /** Sends a form; a field may have several values, or a file. */
  readonly send: (path: string, fields: Fields) => Promise<Seen>
}

export interface Seen {
  readonly status: number
  readonly html: string
  /** What a person reads, without the gaps between elements. */
  readonly words: string
}

type Fields = Readonly<Record<string, string | File | ReadonlyArray<string>>>

export const visitorOf = ({ handle }: Pick<TestService, "handle">, language: "zh-CN" | "en" = "zh-CN"): Visitor => {
  const cookies = new Map<string, string>()
  let token = ""
  const open = async (path: string, init: RequestInit = {}): Promise<Seen> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ")
    const headers = { "Accept-Language": language, cookie, ...(init.headers as Record<string, string>) }
    const answer = await handle(path, { ...init, headers })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === "") cookies.delete(name)
      else cookies.set(name, value)
    }
    const to = answer.headers.get("location")
    if (to !== null) return open(to)
    const html = await answer.text()
    token = /name="form-token" value="([^"]+)"/.exec(html)?.[1] ?? token
    return { status: answer.status, html, words: wordsOf(html) }
  }
  return {
    open: (path, init) => open(`/console/${path}`, init),
    send: (path, fields) => {
      const form = new FormData()
      form.set("form-token", token)
      for (const [name, value] of Object.entries(fields)) {
        for (const each of Array.isArray(value) ? value : [value]) form.append(name, each)
      }
      return open(`/console/${path}`, { method: "POST", body: form })
    },
  }
}

export const wordsOf = (html: string): string =>
  html
    .replace(/<style.*?<\/style>/gs, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll(/\s+/g, " ")

/** What the boxes of a list stand for. */
export const ticksIn = ({ html }: Seen): ReadonlyArray<string> =>
  [...html.matchAll(/type="checkbox"[^>]* value="([^"]+)"/g)].map(([, value = ""]) => value)

export const fieldIn = ({ html }: Seen, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ""
