/** Tells this process apart from all others that collect, pull or work over one ledger. */
import { hostname } from "node:os"

export const workerName = (): string => `${hostname()}-${process.pid}-${Date.now().toString(36)}`
