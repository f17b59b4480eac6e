/** The tables of a day: its accounts, its return codes, the versions of its bill, its attempts. */
import type { BillVersion, DayStatus, DaySum, ListedAttempt } from "@faceid-tally/books/engine"
import { instantToIso, isoOrNull, publishedRules } from "@faceid-tally/core/engine"
import { formatCount, type Table } from "@faceid-tally/report"

import type { PageContext } from "../context/PageContext.ts"
import { dayText } from "./dayText.ts"
import { monthText } from "../month/view/monthText.ts"
import { consoleText } from "../text/consoleText.ts"

export const accountTable = ({ language, words }: PageContext): Table<DayStatus> => [
  { key: "account", title: () => words.columns.account, value: ({ account }) => account },
  { key: "attempts", title: () => words.columns.attempts, value: ({ attempts }) => attempts, align: "right" },
  { key: "charges", title: () => consoleText[language].ours, value: ({ charges }) => charges, align: "right" },
  {
    key: "billCharges",
    title: () => consoleText[language].bill,
    value: ({ pulled }) => pulled?.charges ?? null,
    text: ({ pulled }) => (pulled === null ? "—" : formatCount(pulled.charges)),
    align: "right",
  },
  {
    key: "impact",
    title: () => consoleText[language].difference,
    value: ({ difference }) => difference,
    text: ({ difference }) => (difference === null ? "—" : formatCount(difference, { sign: true })),
    align: "right",
  },
  {
    key: "state",
    title: () => consoleText[language].state,
    value: ({ pulled, collected, settled, tokens }) =>
      [
        ...(pulled === null ? [monthText[language].notPulled] : []),
        ...(collected ? [] : [monthText[language].notCollected(settled, tokens)]),
      ].join(" · ") || monthText[language].whole,
  },
]

export const errcodeTable = ({ language }: PageContext): Table<DaySum> => [
  {
    key: "errcode",
    title: (say) => say.columns.errcode,
    value: ({ errcode }) => errcode,
    text: ({ errcode }, say) => (errcode === null ? say.unknown : String(errcode)),
  },
  {
    key: "meaning",
    title: (say) => say.columns.meaning,
    value: ({ errcode }) => {
      const meaning = errcode === null ? null : publishedRules.explain(errcode).meaning
      return meaning === null ? null : language === "en" ? meaning.en : meaning.zh
    },
  },
  { key: "attempts", title: (say) => say.columns.attempts, value: ({ attempts }) => attempts, align: "right" },
  { key: "charges", title: (say) => say.columns.charges, value: ({ charges }) => charges, align: "right" },
  { key: "unknown", title: (say) => say.columns.unknown, value: ({ unknown }) => unknown, align: "right" },
]

export const versionTable = ({ language, formats, words }: PageContext): Table<BillVersion> => [
  { key: "account", title: () => words.columns.account, value: ({ account }) => account },
  { key: "version", title: () => dayText[language].version, value: ({ version }) => version, align: "right" },
  { key: "source", title: () => dayText[language].source, value: ({ source }) => dayText[language].sources[source] },
  {
    key: "closedAt",
    title: () => dayText[language].closedAt,
    value: ({ closedAt }) => instantToIso(closedAt),
    text: ({ closedAt }) => formats.instant(closedAt),
    holds: "time",
  },
  { key: "lines", title: (say) => say.columns.lines, value: ({ lines }) => lines, align: "right" },
  { key: "charges", title: (say) => say.columns.charges, value: ({ charges }) => charges, align: "right" },
]

export const attemptTable = ({ formats }: PageContext): Table<ListedAttempt> => [
  {
    key: "at",
    title: (say) => say.columns.time,
    value: ({ at }) => isoOrNull(at),
    text: ({ at }) => (at === null ? "" : formats.exactInstant(at)),
    holds: "time",
  },
  {
    key: "seq",
    title: () => "Seq",
    value: ({ seq }) => seq,
    text: ({ seq, bizToken }) => seq ?? bizToken ?? "—",
  },
  { key: "charge", title: (say) => say.columns.charge, value: ({ charge }, say) => say.charge(charge) },
  {
    key: "errcode",
    title: (say) => say.columns.errcode,
    value: ({ errcode }) => errcode,
    text: ({ errcode }) => String(errcode ?? "—"),
  },
  { key: "ruleId", title: () => "RuleId", value: ({ ruleId }) => ruleId },
  { key: "account", title: (say) => say.columns.account, value: ({ account }) => account },
]
