// One job of the bench: what is raced, what the right answer is, and what we want to reach.
import type { Answer } from "./Answer.ts"
import type { Contender } from "./Contender.ts"

export interface Job {
  readonly id: JobId
  readonly title: string
  readonly ours: Contender
  readonly peers: ReadonlyArray<Contender>
  /** Those that a job on these bytes cannot beat. */
  readonly limits: ReadonlyArray<Contender>
  readonly expected: Answer
  readonly goals: ReadonlyArray<Goal>
  /** Short ones need more rounds for a steady median. */
  readonly roundsFactor?: number
}

export type Goal =
  | { readonly kind: "times-as-fast"; readonly as: string; readonly min: number }
  | { readonly kind: "times-the-time"; readonly of: string; readonly max: number }
  | { readonly kind: "peak"; readonly maxMb: number }

export const jobIds = [
  "text",
  "photos",
  "reconcile",
  "version",
  "small-file",
  "library",
  "import",
  "stored",
  "large",
  "import-large",
] as const
export type JobId = (typeof jobIds)[number]

/** Of ten million attempts; they run only when they are asked for. */
export const isLarge = (id: JobId): boolean => id === "large" || id === "import-large"

/** Jobs of services, which are no races: each prints what it measures of a program that runs. */
export const serviceIds = ["http", "waiting", "statement", "webhook", "offered", "postgres"] as const
export type ServiceId = (typeof serviceIds)[number]

export const isServiceId = (id: string): id is ServiceId => serviceIds.some((known) => known === id)

export const isJobId = (id: string): id is JobId => jobIds.some((known) => known === id)

/** What every job needs to be set up. */
export interface Setting {
  readonly cli: string
  readonly data: string
  readonly scale: number
}
