// The world of the bench: one month, in which each BizToken has two attempts. What the results say and what the bill
// says are both written from here.
import { hash, uuid } from "./hash.ts"

export interface Attempt {
  readonly index: number
  readonly seq: string
  readonly charge: boolean | null
  readonly errcode: number
  readonly atMs: number
}

export const attemptsPerToken = 2
export const days = 31

export const bizTokenOf = (token: number): string => uuid(token, 0x70c3).toUpperCase()
export const ruleIdOf = (token: number): string => (hash(token, 0x401) % 3 === 0 ? "2" : "1")

/** Tokens come in the order of time; the first of a day is the one from which the division gives that day. */
export const firstTokenOfDay = (day: number, tokens: number): number => Math.ceil((day * tokens) / days)
export const dayOfToken = (token: number, tokens: number): number => Math.floor((token * days) / tokens)

export const attemptOf = (index: number, tokens: number): Attempt => {
  const token = Math.floor(index / attemptsPerToken)
  const day = dayOfToken(token, tokens)
  const first = firstTokenOfDay(day, tokens)
  const ofTheDay = (token - first) / (firstTokenOfDay(day + 1, tokens) - first)
  const { charge, errcode } = outcomes[hash(index, 0x0c7) % outcomes.length] ?? outcomes[0]
  return {
    index,
    seq: uuid(index, 0x5e9),
    charge,
    errcode,
    // A day has 86,400 s: both tries end before midnight, so a day shift happens only where the bill plants one.
    atMs: dayStartMs(day) + Math.floor(ofTheDay * 86_300_000) + (index % attemptsPerToken) * 40_000,
  }
}

/** Seqs of nobody: for bill lines that no attempt stands behind. */
export const foreignSeqOf = (index: number): string => uuid(index + 0x4000_0000, 0x5e9)

export const dateOf = (day: number): string => `2026-10-${String(day + 1).padStart(2, "0")}`
export const dayStartMs = (day: number): number => Date.UTC(2026, 9, 1 + day) - 8 * 3_600_000

/** Sixteen equally likely outcomes, as the published rules charge them; a null flag is common after failed liveness. */
const outcomes = [
  ...Array.from({ length: 8 }, () => ({ charge: true, errcode: 0 })),
  { charge: true, errcode: 2016 },
  { charge: true, errcode: 2016 },
  { charge: true, errcode: 2006 },
  { charge: false, errcode: 1003 },
  { charge: false, errcode: 1003 },
  { charge: false, errcode: 2005 },
  { charge: null, errcode: 1301 },
  { charge: null, errcode: 1301 },
] as const satisfies ReadonlyArray<{ charge: boolean | null; errcode: number }>
