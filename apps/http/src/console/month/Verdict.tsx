/** @jsxImportSource hono/jsx */
/** Is the bill right? One sentence, what it rests on, the figures with their amounts, and what to take away. */
import type { ComparedFigures } from "@faceid-tally/books/engine"
import { absolute, reconcileText, yuan } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import { AccountBillForm } from "./AccountBillForm.tsx"
import { ActionForm } from "../layout/ActionForm.tsx"
import type { PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { runsText } from "../runs/runsText.ts"
import { lastMonthSentence } from "./view/lastMonth.ts"
import { type Amounts, type MonthView, type Outcome, overAndUnder, type Reconciled } from "./view/MonthView.ts"
import { monthText } from "./view/monthText.ts"

interface VerdictProps {
  readonly context: PageContext
  readonly view: MonthView
  readonly figures: ComparedFigures
  /** Something is to be asked back. */
  readonly hasClaims: boolean
}

export const Verdict: FC<VerdictProps> = (props) => {
  const { context, view, figures } = props
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
        <Basis {...props} />
        {view.verdict._tag !== "Empty" && <Figures {...props} />}
        {"document" in view.verdict && view.verdict.amounts !== null && <p class="soft small last">{text.weighed}</p>}
        {isWhole(view) && <LastMonth context={context} figures={figures} />}
        {"document" in view.verdict && <Files {...props} />}
      </div>
    </section>
  )
}

/** Only whole months are comparable. */
const isWhole = ({ endDay, month, unpulled }: MonthView): boolean => endDay > month.last && unpulled.length === 0

const LastMonth: FC<Pick<VerdictProps, "context" | "figures">> = ({ context, figures }) => {
  const sentence = lastMonthSentence(figures, context)
  return sentence === null ? null : <p class="soft small last">{sentence}</p>
}

/** The reconciliation to take away, and a new one. */
const Files: FC<VerdictProps> = ({ context, view: { run, month, isStale }, hasClaims }) => {
  const text = runsText[context.language]
  return (
    <div class="row">
      {run !== null && (
        <a href={paths.runSheet(run.id)} class="button" download>
          {text.whole}
        </a>
      )}
      {run !== null && hasClaims && (
        <a href={paths.claimsSheet(run.id)} class="button" download>
          {text.claims}
        </a>
      )}
      {!isStale && (
        <ActionForm
          context={context}
          action={paths.reconcile}
          fields={{ month: month.name }}
          label={monthText[context.language].reconcileAgain}
        />
      )}
      <AccountBillForm context={context} month={month.name} />
    </div>
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
      return reconcileText[say.language].wrong(
        bill.charges,
        ledger.charges,
        difference,
        verdict.impacts,
        amountOf(verdict),
      )
    }
  }
}

/** The amount without its sign; nothing where it is not known. */
const amountOf = ({ amounts }: Reconciled): string | undefined =>
  amounts?.difference == null ? undefined : yuan(absolute(amounts.difference), "")

/** What the sentence rests on, and what it leaves open. */
const Basis: FC<VerdictProps> = ({ context, view }) => {
  const { month, verdict, run, closes, isWider, days, isStale } = view
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
          <a href={paths.discrepancies({ month: month.name, run: run.id })}>{text.wider(run.id, from, to)}</a>
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

/** One figure of the card: charges, and under them what they come to. */
interface Figure {
  readonly name: string
  readonly charges: string
  readonly amount?: string | null | undefined
  readonly tone?: "bad" | "warn" | "net"
}

const Figures: FC<VerdictProps> = ({ context, view: { verdict, days } }) => (
  <dl class="figures">
    {("document" in verdict ? figuresOfRun(verdict, context) : figuresOfDays(days, context)).map(
      ({ name, charges, amount, tone }) => (
        <div class={tone}>
          <dt>{name}</dt>
          <dd>
            {charges}
            {amount !== undefined && <span class="amount">{amount ?? monthText[context.language].noPrice}</span>}
          </dd>
        </div>
      ),
    )}
  </dl>
)

/** What cancels out is told all the same: too many and too few stand apart. */
const figuresOfRun = (verdict: Reconciled, { formats, language }: PageContext): ReadonlyArray<Figure> => {
  const { document, amounts, impacts } = verdict
  const text = monthText[language]
  const { over, under } = overAndUnder(verdict)
  const inYuan = (name: keyof Amounts, sign = true) =>
    amounts === null ? undefined : amounts[name] === null ? null : yuan(amounts[name], "", { sign })
  return [
    { name: text.ledgerCharges, charges: formats.count(document.ledger.charges), amount: inYuan("ledger", false) },
    { name: text.billCharges, charges: formats.count(document.bill.charges), amount: inYuan("bill", false) },
    ...(impacts === 0
      ? []
      : ([
          {
            name: text.over,
            charges: formats.signed(over),
            amount: inYuan("overcharged"),
            ...(over > 0 && { tone: "bad" }),
          },
          { name: text.under, charges: formats.signed(-under), amount: inYuan("undercharged") },
          {
            name: text.net,
            charges: formats.signed(document.difference),
            amount: inYuan("difference"),
            tone: document.difference > 0 ? "bad" : "net",
          },
        ] satisfies ReadonlyArray<Figure>)),
    ...(impacts === 0 ? [{ name: text.matched, charges: formats.count(document.matched) }] : []),
  ]
}

const figuresOfDays = (days: MonthView["days"], { formats, language }: PageContext): ReadonlyArray<Figure> => {
  const text = monthText[language]
  const sum = (count: (day: (typeof days)[number]) => number | null) =>
    days.reduce((so, day) => so + (count(day) ?? 0), 0)
  const [ledger, bill] = [sum(({ ledgerCharges }) => ledgerCharges), sum(({ billCharges }) => billCharges)]
  const isKnown = days.every(({ difference }) => difference !== null)
  return [
    { name: text.ledgerCharges, charges: formats.count(ledger) },
    { name: text.billCharges, charges: formats.count(bill) },
    {
      name: text.net,
      charges: isKnown ? formats.signed(bill - ledger) : "—",
      ...(isKnown && bill > ledger && { tone: "bad" }),
    },
    { name: text.attempts, charges: formats.count(sum(({ attempts }) => attempts)) },
  ]
}
