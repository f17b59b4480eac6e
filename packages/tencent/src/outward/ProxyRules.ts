/**
 * Which proxy lies on the way to an address: one rule for all that goes out of this machine. A setting goes before the
 * environment, in which lower case goes before upper case, as with curl. What is on this machine is never asked for
 * through a proxy, whatever is set.
 */
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"

import { SettingsError } from "./SettingsError.ts"
import { isLoopbackName } from "./isLoopbackName.ts"
import { type Exceptions, exceptionsOf, isExcepted } from "./noProxy.ts"

/** The setting for no proxy at all, whatever the environment says. */
export const NO_PROXY_AT_ALL = "none"

export interface ProxyRules {
  readonly forHttp: URL | undefined
  readonly forHttps: URL | undefined
  readonly exceptions: Exceptions
}

type Environment = Readonly<Record<string, string | undefined>>

/** The rules of a setting and an environment. */
export const proxyRulesOf = (
  env: Environment,
  setting?: Redacted.Redacted,
): Result.Result<ProxyRules, SettingsError> => {
  const exceptions = exceptionsOf(variable(env, "NO_PROXY") ?? "")
  const set = setting === undefined ? undefined : Redacted.value(setting)
  if (set === NO_PROXY_AT_ALL) return Result.succeed({ forHttp: undefined, forHttps: undefined, exceptions })
  const all = variable(env, "ALL_PROXY")
  const http = variable(env, "HTTP_PROXY") ?? all
  // Where nothing else is named, the proxy for http takes https too.
  const https = variable(env, "HTTPS_PROXY") ?? all ?? http
  return Result.map(Result.all({ forHttp: readProxy(set ?? http), forHttps: readProxy(set ?? https) }), (proxies) => ({
    ...proxies,
    exceptions,
  }))
}

const variable = (env: Environment, name: string): string | undefined =>
  [env[name.toLowerCase()], env[name]].find((value) => value !== undefined && value.trim() !== "")?.trim()

const readProxy = (text: string | undefined): Result.Result<URL | undefined, SettingsError> => {
  if (text === undefined) return Result.succeed(undefined)
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`)
  if (url === null || url.hostname === "") return Result.fail(new SettingsError({ reason: "proxy_invalid" }))
  return /^https?:$/.test(url.protocol)
    ? Result.succeed(url)
    : Result.fail(new SettingsError({ reason: "proxy_unsupported" }))
}

/** The proxy on the way to an address; `undefined` where the way is direct. */
export const proxyTo = (address: URL, { forHttp, forHttps, exceptions }: ProxyRules): URL | undefined => {
  const proxy = address.protocol === "https:" ? forHttps : forHttp
  return proxy === undefined || isLoopbackName(address.hostname) || isExcepted(address, exceptions) ? undefined : proxy
}

/** A proxy as it may be told: without user and password. */
export const proxyName = ({ protocol, host }: URL): string => `${protocol}//${host}`
