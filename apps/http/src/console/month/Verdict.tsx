/** @jsxImportSource hono/jsx */
/** Is the bill right? One sentence, what it rests on, and the figures. */
import { reconcileText } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { ActionForm } from "../layout/ActionForm.tsx"
import { paths } from "../context/paths.ts"
import type { MonthView, Outcome } from "./MonthView.ts"
import { monthText } from "./monthText.ts"
import { consoleText } from "../text/consoleText.ts"

interface VerdictProps {
  readonly context: PageContext
  readonly view: MonthView
}

export const Verdict: FC<VerdictProps> = ({ context, view }) => {
  const text = monthText[context.language]
  const { tone, mark } = moodOf(view)
  return (
    <section class={`verdict ${tone}`} aria-labelledby="question">
      <span class="mark" aria-hidden="true">
        {mark}
      </span>
      <div>
        <h2 id="question">{text.question}</h2>
        {"document" in view.verdict && !view.verdict.document.complete && (
          <p class="answer">{incompleteSentence(view.verdict.document, context)}</p>
        )}
        <p class="answer">{answerOf(view, context)}</p>
        <Basis context={context} view={view} />
        {view.verdict._tag !== "Empty" && (
          <div class="row">
            {view.unpulled.length > 0 && (
              <ActionForm
                context={context}
                action={paths.pull}
                fields={{ month: view.month.name }}
                label={text.pullMissing}
                isPrimary
              />
            )}
            <ActionForm
              context={context}
              action={paths.reconcile}
              fields={{ month: view.month.name }}
              label={view.verdict._tag === "NotReconciled" ? text.reconcile : text.reconcileAgain}
              isPrimary={view.unpulled.length === 0 && (view.verdict._tag === "NotReconciled" || view.isStale)}
            />
          </div>
        )}
        {view.verdict._tag !== "Empty" && <Figures context={context} view={view} />}
      </div>
    </section>
  )
}

const moodOf = ({ verdict, isStale }: MonthView): { readonly tone: string; readonly mark: string } => {
  switch (verdict._tag) {
    case "Empty":
      return { tone: "", mark: "–" }
    case "NotReconciled":
      return { tone: "warn", mark: "?" }
    case "Right":
      return verdict.document.complete && !isStale ? { tone: "good", mark: "✓" } : { tone: "warn", mark: "?" }
    case "Balanced":
    case "Wrong":
      return { tone: "bad", mark: "!" }
  }
}

/** What comes before all else: where the bill is not whole, no sum of it is the last word. */
const incompleteSentence = ({ incomplete }: Outcome, { say }: PageContext): string =>
  reconcileText[say.language].incompleteDays(new Set(incomplete.map(({ day }) => day)).size) + say.stop

const answerOf = ({ verdict, days }: MonthView, { language, say }: PageContext): string => {
  switch (verdict._tag) {
    case "Empty":
      return days.length === 0 ? monthText[language].future : monthText[language].empty
    case "NotReconciled":
      return monthText[language].notReconciled
    case "Right":
      return reconcileText[say.language].right(verdict.document.bill.charges)
    case "Balanced":
      return reconcileText[say.language].balanced(verdict.document.bill.charges, verdict.impacts)
    case "Wrong": {
      const { bill, ledger, difference } = verdict.document
      return reconcileText[say.language].wrong(bill.charges, ledger.charges, difference, verdict.impacts)
    }
  }
}

/** What the sentence rests on, and what it leaves open. */
const Basis: FC<VerdictProps> = ({ context, view: { verdict, run, closes, isWider, days, isStale } }) => {
  const { say, formats } = context
  const text = monthText[context.language]
  if (verdict._tag === "Empty") return days.length === 0 ? null : <p class="soft">{text.emptyHelp}</p>
  if (verdict._tag === "NotReconciled") {
    const { difference } = verdict
    const { sumsUnknown, sumsAgree, sumsDiffer } = text
    return <p>{difference === null ? sumsUnknown : difference === 0 ? sumsAgree : sumsDiffer(difference)}</p>
  }
  const [first, last] = run === null ? [closes[0], closes.at(-1)] : [run, run]
  if (first === undefined || last === undefined) return null
  const { complete } = verdict.document
  const [from, to] = [formats.day(first.fromDay), formats.day(last.toDay)]
  return (
    <>
      {!complete && <p>{reconcileText[say.language].provisional}</p>}
      {isStale && <p>{text.stale}</p>}
      {isWider && run !== null && (
        <p>
          <a href={paths.discrepancies({ run: run.id })}>{text.wider(run.id, from, to)}</a>
        </p>
      )}
      <p class="soft small">
        {run === null
          ? text.basisOfDays(closes.length, from, to)
          : text.basis(run.id, from, to, formats.instant(run.ranAt))}
      </p>
    </>
  )
}

const Figures: FC<VerdictProps> = ({ context, view: { verdict, days } }) => {
  const { formats } = context
  const text = monthText[context.language]
  const shared = consoleText[context.language]
  const document = "document" in verdict ? verdict.document : null
  const sum = (count: (day: (typeof days)[number]) => number | null) =>
    days.reduce((so, day) => so + (count(day) ?? 0), 0)
  const ledger = document?.ledger.charges ?? sum(({ ledgerCharges }) => ledgerCharges)
  const bill = document?.bill.charges ?? sum(({ billCharges }) => billCharges)
  const isKnown = document !== null || days.every(({ difference }) => difference !== null)
  const figures = [
    [text.ledgerCharges, formats.count(ledger), ""],
    [text.billCharges, formats.count(bill), ""],
    [shared.difference, isKnown ? formats.signed(bill - ledger) : "—", isKnown && bill > ledger ? "bad" : ""],
    document === null
      ? [text.attempts, formats.count(sum(({ attempts }) => attempts)), ""]
      : [text.matched, formats.count(document.matched), ""],
  ]
  return (
    <dl class="figures">
      {figures.map(([name, figure, tone]) => (
        <div class={tone}>
          <dt>{name}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}
