/** How a service ends: at the first SIGTERM or SIGINT it is told to, at the second it does at once. */
import { endNow } from "./ending.ts"

/** Resolves with the signal that asks this process to end. A second one ends it without further ado, with exit code 130. */
export const untilSignal = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    let isAsked = false
    const onSignal = (signal: NodeJS.Signals): void => {
      if (isAsked) endNow(130)
      isAsked = true
      resolve(signal)
    }
    process.on("SIGTERM", onSignal)
    process.on("SIGINT", onSignal)
  })
