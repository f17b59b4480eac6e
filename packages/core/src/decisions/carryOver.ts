/** What decisions mean for the items of a run (F4.3): a decision holds for its key as long as the facts are the same. */
import { compareBytes } from "../columns/Dictionary.ts"
import type { Decision, DecisionState } from "./Decision.ts"

/** An item of a run by what it is recognized by. */
export interface KeyedItem {
  readonly key: string
  readonly facts: string
  readonly seq: string | null
}

export interface CarriedOver<Item> {
  readonly item: Item
  readonly state: DecisionState
  /** The latest decision of the key, whatever the facts were. */
  readonly decision: Decision | null
  /** When it was decided, where the facts have changed since. Epoch milliseconds. */
  readonly changedSince: number | null
  /** The latest decisions of the same Seq under other keys, of this month and of others. */
  readonly related: ReadonlyArray<Decision>
}

export interface CarryOver<Item> {
  readonly items: ReadonlyArray<CarriedOver<Item>>
  /** The latest decisions of the month whose key no item has any more. */
  readonly gone: ReadonlyArray<Decision>
}

/** `latest`: the latest decision of each key, of the month and, for what is related, of others. */
export const carryOver = <Item extends KeyedItem>(
  month: string,
  items: ReadonlyArray<Item>,
  latest: ReadonlyArray<Decision>,
): CarryOver<Item> => {
  const ofMonth = new Map(latest.flatMap((each) => (each.month === month ? [[each.key, each] as const] : [])))
  const keys = new Set(items.map(({ key }) => key))
  const bySeq = new Map<string, Array<Decision>>()
  for (const each of latest) {
    if (each.item.seq === null) continue
    const known = bySeq.get(each.item.seq)
    if (known === undefined) bySeq.set(each.item.seq, [each])
    else known.push(each)
  }
  return {
    items: items.map((item) => {
      const decision = ofMonth.get(item.key) ?? null
      return {
        item,
        state: stateBy(decision, item.facts),
        decision,
        changedSince: decision !== null && isDecided(decision) && decision.facts !== item.facts ? decision.at : null,
        related: (item.seq === null ? [] : (bySeq.get(item.seq) ?? []))
          .filter((each) => each.key !== item.key || each.month !== month)
          .toSorted((a, b) => compareBytes(a.month, b.month) || compareBytes(a.key, b.key)),
      }
    }),
    gone: [...ofMonth.values()].filter(({ key }) => !keys.has(key)).toSorted((a, b) => compareBytes(a.key, b.key)),
  }
}

const isDecided = ({ state }: Decision): boolean => state !== "open"

/** The state of an item with these facts. */
export const stateBy = (decision: Decision | null, facts: string): DecisionState =>
  decision !== null && decision.facts === facts ? decision.state : "open"
