/** The settings as they can be shown: secrets and the password of an address are masked. */
import { parseAddress } from "@faceid-tally/ledger"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"

import type { Settings } from "./Settings.ts"

export const MASK = "********"

export const maskedSettings = (settings: Settings): Readonly<Record<string, unknown>> => {
  const { ledger } = settings
  return {
    ...(masked(settings) as Readonly<Record<string, unknown>>),
    ...(ledger !== undefined && { ledger: maskedAddress(ledger) }),
  }
}

/** An address without its password, as it may be told; one that no ledger understands may hold one too. */
export const maskedAddress = (address: string): string => {
  const url = URL.parse(address)
  const isWhole = url !== null && Result.isSuccess(parseAddress(address))
  if (!isWhole) return address.includes("://") && !address.startsWith("sqlite:") ? MASK : address
  if (url.password === "" && !url.searchParams.has("password")) return address
  if (url.password !== "") url.password = MASK
  if (url.searchParams.has("password")) url.searchParams.set("password", MASK)
  return url.href
}

const masked = (value: unknown): unknown => {
  if (Redacted.isRedacted(value)) return MASK
  if (Array.isArray(value)) return value.map(masked)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]))
}
