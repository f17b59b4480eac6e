/** The tables of a day: its accounts, its return codes, the versions of its bill, its attempts. */
import type { BillVersion, DayStatus, DaySum, ListedAttempt } from "@faceid-tally/books"
import { publishedRules } from "@faceid-tally/core"
import { formatCount, type Table } from "@faceid-tally/report"

import type { Desk } from "../Desk.ts"

export const accountTable = ({ text, words }: Desk): Table<DayStatus> => [
  { key: "account", title: () => words.columns.account, value: ({ account }) => account },
  { key: "attempts", title: () => words.columns.attempts, value: ({ attempts }) => attempts, align: "right" },
  { key: "charges", title: () => text.month.ours, value: ({ charges }) => charges, align: "right" },
  {
    key: "billCharges",
    title: () => text.month.bill,
    value: ({ pulled }) => pulled?.charges ?? null,
    text: ({ pulled }) => (pulled === null ? "—" : formatCount(pulled.charges)),
    align: "right",
  },
  {
    key: "impact",
    title: () => text.month.difference,
    value: ({ difference }) => difference,
    text: ({ difference }) => (difference === null ? "—" : formatCount(difference, { sign: true })),
    align: "right",
  },
  {
    key: "state",
    title: () => text.month.state,
    value: ({ pulled, collected, settled, tokens }) =>
      [
        ...(pulled === null ? [text.month.notPulled] : []),
        ...(collected ? [] : [text.month.notCollected(settled, tokens)]),
      ].join(" · ") || text.month.whole,
  },
]

export const errcodeTable = ({ language }: Desk): Table<DaySum> => [
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

export const versionTable = ({ text, formats, words }: Desk): Table<BillVersion> => [
  { key: "account", title: () => words.columns.account, value: ({ account }) => account },
  { key: "version", title: () => text.day.version, value: ({ version }) => version, align: "right" },
  { key: "source", title: () => text.day.source, value: ({ source }) => text.day.sources[source] },
  { key: "closedAt", title: () => text.day.closedAt, value: ({ closedAt }) => formats.instant(closedAt) },
  { key: "lines", title: (say) => say.columns.lines, value: ({ lines }) => lines, align: "right" },
  { key: "charges", title: (say) => say.columns.charges, value: ({ charges }) => charges, align: "right" },
]

export const attemptTable = ({ formats }: Desk): Table<ListedAttempt> => [
  { key: "at", title: (say) => say.columns.time, value: ({ at }) => (at === null ? null : formats.exactInstant(at)) },
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
