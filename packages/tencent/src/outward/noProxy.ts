/**
 * `NO_PROXY`: addresses that are reached directly. Hosts with or without a port, their sub-domains with them; addresses
 * and networks, as `10.0.0.0/8` and `fd00::/8`; `*` is everything.
 */
import { BlockList, isIPv6 } from "node:net"

export interface Exceptions {
  readonly all: boolean
  readonly hosts: ReadonlyArray<{ readonly name: string; readonly port: string | undefined }>
  readonly networks: BlockList
}

export const exceptionsOf = (text: string): Exceptions => {
  const networks = new BlockList()
  const hosts: Array<{ name: string; port: string | undefined }> = []
  const words = text.split(/[\s,]+/).filter((word) => word !== "")
  for (const word of words) {
    if (addNetwork(word, networks)) continue
    const [, bracketed, plain = "", port] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(word) ?? []
    if (bracketed !== undefined) hosts.push({ name: `[${bracketed.toLowerCase()}]`, port })
    // The colons of an address are no ports.
    else if (isIPv6(word)) hosts.push({ name: canonical(`[${word}]`), port: undefined })
    else if (plain !== "") hosts.push({ name: plain.toLowerCase().replace(/^\*?\./, ""), port })
  }
  return { all: words.includes("*"), hosts, networks }
}

const addNetwork = (word: string, networks: BlockList): boolean => {
  const [, address = "", prefix] = /^([\da-f.:]+)\/(\d{1,3})$/i.exec(word) ?? []
  if (prefix === undefined) return false
  try {
    networks.addSubnet(address, Number(prefix), isIPv6(address) ? "ipv6" : "ipv4")
  } catch {
    // What is no network excepts nothing.
  }
  return true
}

export const isExcepted = ({ protocol, hostname, port }: URL, { all, hosts, networks }: Exceptions): boolean => {
  if (all) return true
  const given = port === "" ? (protocol === "https:" ? "443" : "80") : port
  const address = hostname.replace(/^\[|\]$/g, "")
  return (
    hosts.some(
      (each) =>
        (each.port === undefined || each.port === given) &&
        (hostname === canonical(each.name) || hostname.endsWith(`.${each.name}`)),
    ) || networks.check(address, isIPv6(address) ? "ipv6" : "ipv4")
  )
}

/** An address in the spelling of a URL. */
const canonical = (name: string): string => URL.parse(`http://${name}`)?.hostname ?? name
