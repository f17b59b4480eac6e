/**
 * The published charge rules: which return codes an edition charges. They audit the provider's flag and never overwrite
 * it (docs/provider.md). A rule set is data: the published one is built in, and a user can bring a table of the same form.
 */
import type { BillingDay } from "../calendar/day.ts"
import { dayNumberOf, NO_DAY } from "../calendar/day.ts"
import { publishedEditions, publishedOn, publishedRows, publishedSources } from "./publishedRules.ts"

/** What one edition's table says of a code: charged, free, or not listed. */
export type Ruling = "charged" | "free" | "unlisted"

export interface RuleSource {
  readonly title: string
  /** The provider's page, or the user's file. */
  readonly page: string
  /** When it was read; `null` for a user's table. */
  readonly readOn: string | null
}

/** One code as one edition sees it. */
export interface Explanation {
  readonly edition: string
  readonly ruling: Ruling
  readonly source: RuleSource
}

export interface CodeExplanation {
  readonly errcode: number
  /** `null` where no table lists the code. */
  readonly meaning: { readonly zh: string; readonly en: string } | null
  readonly editions: ReadonlyArray<Explanation>
}

/** The older page charged these as well before 2021-07-19 (docs/provider.md, M19). */
const WECHAT_CHANGED_ON = dayNumberOf("2021-07-19") as number
const WECHAT_CHARGED_BEFORE = new Set([2007, 2009, 2010, 2011, 2012, 2013, 2014, 2015])

export interface RuleRow {
  readonly zh: string
  readonly en: string
  readonly rulings: ReadonlyMap<string, Ruling>
}

export class ChargeRules {
  readonly editions: ReadonlyArray<string>
  readonly #rows: ReadonlyMap<number, RuleRow>
  readonly #sources: ReadonlyMap<string, RuleSource>
  /** Whether the `wechat` table here is the provider's own, which changed in 2021. */
  readonly #isPublished: boolean

  constructor(
    editions: ReadonlyArray<string>,
    rows: ReadonlyMap<number, RuleRow>,
    sources: ReadonlyMap<string, RuleSource>,
    isPublished: boolean,
  ) {
    this.editions = editions
    this.#rows = rows
    this.#sources = sources
    this.#isPublished = isPublished
  }

  /** Every code that the rules of an edition may say something of. */
  get codes(): ReadonlySet<number> {
    return new Set([...this.#rows.keys(), ...WECHAT_CHARGED_BEFORE])
  }

  /** What the rules of `edition` say of a code; `day` is a day number, NO_DAY for today's rules. */
  ruling(errcode: number, edition: string, day: number = NO_DAY): Ruling {
    const isOld = day !== NO_DAY && day < WECHAT_CHANGED_ON
    if (this.#isPublished && edition === "wechat" && isOld && WECHAT_CHARGED_BEFORE.has(errcode)) return "charged"
    return this.#rows.get(errcode)?.rulings.get(edition) ?? "unlisted"
  }

  /** What a code means and whether it is charged: by one edition, or by each. */
  explain(errcode: number, edition?: string, day?: BillingDay): CodeExplanation {
    const row = this.#rows.get(errcode)
    const editions = edition === undefined ? this.editions : [edition]
    const onDay = day === undefined ? NO_DAY : (dayNumberOf(day) ?? NO_DAY)
    return {
      errcode,
      meaning: row === undefined ? null : { zh: row.zh, en: row.en },
      editions: editions.map((name) => ({
        edition: name,
        ruling: this.ruling(errcode, name, onDay),
        source: this.#sources.get(name) ?? { title: name, page: "", readOn: null },
      })),
    }
  }
}

/** Marks of a table of rules. */
export const RULING_BY_MARK: { readonly [mark: string]: Ruling } = {
  y: "charged",
  n: "free",
  "": "unlisted",
  "-": "unlisted",
}

/** The provider's published rules. */
export const publishedRules: ChargeRules = new ChargeRules(
  publishedEditions,
  new Map(
    publishedRows.map(([code, flags, zh, en]) => [
      code,
      {
        zh,
        en,
        rulings: new Map(publishedEditions.map((name, i) => [name, RULING_BY_MARK[flags[i] ?? ""] ?? "unlisted"])),
      },
    ]),
  ),
  new Map(Object.entries(publishedSources).map(([name, source]) => [name, { ...source, readOn: publishedOn }])),
  true,
)
