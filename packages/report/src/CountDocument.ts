/** A count as data: what `count --output json` prints, and what its tables are made from. No language enters it. */
import {
  type EditionRules,
  type Group,
  groupBy,
  type Grouping,
  type Ruling,
  type Tally,
  type TallySummary,
  unknownByRules,
} from "@faceid-tally/core"

export interface CountDocument extends TallySummary {
  /** With an edition: what its rules say of the attempts that the provider left open. */
  readonly unknownByRules?: Readonly<Record<Ruling, number>>
  readonly groups?: ReadonlyArray<Group>
}

export interface CountQuestion {
  readonly by?: Grouping | undefined
  readonly editionRules?: EditionRules | undefined
}

export const countDocument = (tally: Tally, { by, editionRules }: CountQuestion = {}): CountDocument => {
  const { unidentified, duplicates, conflicts, nfcCharges, ...counts } = tally.summary()
  return {
    ...counts,
    ...(editionRules && { unknownByRules: unknownByRules(tally, editionRules) }),
    unidentified,
    duplicates,
    conflicts,
    nfcCharges,
    ...(by && { groups: groupBy(tally, by) }),
  }
}
