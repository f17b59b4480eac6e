/** A service as a program: what is its own. */
import type { Language } from "@faceid-tally/report"

import type { Environment } from "../settings/Environment.ts"
import type { Settings } from "../settings/Settings.ts"
import type { ServiceRequest, CommandLine } from "./commandLine.ts"

export interface ServiceProgram extends CommandLine {
  readonly name: string
  readonly version: string
  readonly help: (language: Language) => string
  readonly start: (request: ServeRequest) => Promise<Started>
  /** Why it did not start, for what no other service fails with. */
  readonly startFailure?: (error: unknown, language: Language) => string | undefined
}

export interface ServeRequest extends Pick<ServiceRequest, "language" | "host" | "port" | "switches"> {
  readonly settings: Settings
  readonly env: Environment
}

export interface Started {
  /** One line for a person: where it listens. */
  readonly line: string
  /** Finishes what was accepted. */
  readonly close: () => Promise<void>
}
