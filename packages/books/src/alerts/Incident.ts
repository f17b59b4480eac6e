/**
 * Something that lasts, such as a difference, a refusal or an outage: it is told once, again when it gets worse, and once
 * more when it is over. Decisions only; what is kept of it is one row of work, which nobody takes.
 */
import * as Schema from "effect/Schema"

import { Alert } from "./Alert.ts"

/** How it stands now. */
export interface IncidentNote {
  /** What it is about, the same for as long as it lasts. */
  readonly subject: string
  /** `null`: it is over, or never was. */
  readonly now: {
    readonly alert: Alert
    /** More of it is worse, and is told; less of it is not. */
    readonly level: number
    /** Another one is told as well: why it is refused, for instance. */
    readonly mark?: string | undefined
    /** It is told when it has lasted so long. */
    readonly afterMs?: number | undefined
  } | null
  /** It ended as it should: nobody need hear that it is over. */
  readonly quietly?: boolean | undefined
}

export const Incident = Schema.Struct({
  alert: Alert,
  level: Schema.Int,
  mark: Schema.String,
  /** Since when it lasts, epoch milliseconds. */
  since: Schema.Int,
  isTold: Schema.Boolean,
  /** How often something was told of it, since it was first met. */
  told: Schema.Int,
})
export type Incident = typeof Incident.Type

export const alertNews = ["opened", "updated", "resolved"] as const
export type AlertNews = (typeof alertNews)[number]

/** What becomes of it, and what is told of it. */
export interface IncidentChange {
  readonly incident: Incident
  readonly isOpen: boolean
  readonly news: AlertNews | null
}

/** `before`: how it stood, with `isOpen` false where it was over; `null` for no change. */
export const changeOf = (
  before: { readonly incident: Incident; readonly isOpen: boolean } | null,
  note: IncidentNote,
  time: number,
): IncidentChange | null => {
  const open = before?.isOpen === true ? before.incident : null
  const told = before?.incident.told ?? 0
  if (note.now === null) {
    if (open === null) return null
    return open.isTold && note.quietly !== true
      ? { incident: { ...open, told: told + 1 }, isOpen: false, news: "resolved" }
      : { incident: open, isOpen: false, news: null }
  }
  const { alert, level, mark = "", afterMs = 0 } = note.now
  if (open === null || !open.isTold) {
    // What it was when it began is told, for instance since when there is no answer.
    const first = open ?? { alert, level, mark, since: time, isTold: false, told }
    const isTime = time - first.since >= afterMs
    if (!isTime) return open === null ? { incident: first, isOpen: true, news: null } : null
    return { incident: { ...first, level, mark, isTold: true, told: told + 1 }, isOpen: true, news: "opened" }
  }
  if (level > open.level || mark !== open.mark) {
    return { incident: { ...open, alert, level, mark, told: told + 1 }, isOpen: true, news: "updated" }
  }
  return level < open.level ? { incident: { ...open, alert, level }, isOpen: true, news: null } : null
}
