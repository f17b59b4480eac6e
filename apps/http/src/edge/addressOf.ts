/** From where a request comes: its connection, or what a proxy says that the settings trust. */
import { BlockList, isIP, isIPv6 } from "node:net"

import type { Context } from "hono"

import type { Env } from "./Env.ts"

export type AddressOf = (c: Pick<Context<Env>, "env" | "req">) => string

/** `trusted`: addresses and networks (`10.0.0.0/8`). Of what they forwarded, the last that is none of them is believed. */
export const addressReader = (trusted: ReadonlyArray<string> = []): AddressOf => {
  const proxies = new BlockList()
  for (const each of trusted) {
    const [address = "", bits] = each.split("/")
    const family = isIPv6(address) ? "ipv6" : "ipv4"
    if (bits === undefined) proxies.addAddress(address, family)
    else proxies.addSubnet(address, Number(bits), family)
  }
  const isTrusted = (address: string): boolean =>
    isIP(address) !== 0 && proxies.check(address, isIPv6(address) ? "ipv6" : "ipv4")
  return ({ env, req }) => {
    const forwarded = (req.header("x-forwarded-for") ?? "").split(",").map((each) => plain(each.trim()))
    let address = plain(env?.incoming?.socket.remoteAddress ?? "")
    while (isTrusted(address) && isIP(forwarded.at(-1) ?? "") !== 0) address = forwarded.pop() ?? ""
    return address
  }
}

/** IPv4 as a socket of IPv6 writes it. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, "")
