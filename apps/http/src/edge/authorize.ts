/**
 * Who asks, and whether they may. With keys a request needs one of a role that the operation names. Without any key the
 * service is for this machine: the connection has to come from it, under a name that is its own, and not from a page of
 * another site in somebody's browser.
 */
import type { ApiKey } from "@faceid-tally/books/engine"
import { authorFault } from "@faceid-tally/core/money"
import { isLoopbackAddress, isLoopbackAuthority } from "@faceid-tally/host/apps"
import type { Context } from "hono"

import type { Operation } from "../operations/Operation.ts"
import { Problem } from "../problem/Problem.ts"
import type { Service } from "./Service.ts"
import type { Env } from "./Env.ts"

/** What stands for a key where there is none. */
export const LOOPBACK_SENDER = "loopback"

export interface Sender {
  /** The id of the key, or what stands for it. */
  readonly id: string
  /** The same with the title of the key: who decided is kept by it. */
  readonly author: string
}

const unnamed = (id: string): Sender => ({ id, author: id })

/** Gives the sender, or throws a {@link Problem}. */
export const authorize = async (service: Service, c: Context<Env>, { roles }: Operation): Promise<Sender> => {
  if (roles === "everyone") return unnamed("everyone")
  if (!(await service.hasKeys())) {
    if (!isOfThisMachine(c)) throw new Problem("this_machine_only")
    return unnamed(LOOPBACK_SENDER)
  }
  const key = await keyOf(service, c.req.header("authorization"))
  if (key === null)
    throw new Problem("unauthorized", { headers: { "WWW-Authenticate": 'Bearer realm="faceid-tally"' } })
  if (!roles.includes(key.role)) throw new Problem("forbidden", { members: { roles } })
  return { id: key.id, author: authorOf(key) }
}

/** `key-1 (finance of the shop)`. A title that may not be kept for good, of a key made by an earlier version, is left out. */
export const authorOf = ({ id, title }: Pick<ApiKey, "id" | "title">): string =>
  title === null || authorFault(title) !== null ? id : `${id} (${title})`

const keyOf = async (service: Service, header: string | undefined): Promise<ApiKey | null> => {
  const [, text] = /^Bearer +([^ ]+) *$/i.exec(header ?? "") ?? []
  return text === undefined ? null : service.findKey(text)
}

/** Whether a request comes from this machine, and from no page of another site. */
export const isOfThisMachine = (c: Pick<Context<Env>, "env" | "req">): boolean => {
  const { incoming } = c.env ?? {}
  const isHere = incoming === undefined || isLoopbackAddress(incoming.socket.remoteAddress)
  return isHere && isLoopbackAuthority(c.req.header("host") ?? new URL(c.req.url).host) && isOwnOrigin(c)
}

const isOwnOrigin = (c: Pick<Context<Env>, "req">): boolean => {
  const origin = c.req.header("origin")
  if (origin === undefined) return true
  const url = URL.parse(origin)
  return url !== null && isLoopbackAuthority(url.host) && url.host === (c.req.header("host") ?? url.host)
}
