/** @jsxImportSource hono/jsx */
/** Where the difference comes from: by kind as a bridge with bars, or by account, RuleId and channel. */
import type { ComparedFigures, Run } from "@faceid-tally/books/engine"
import { formatCount, reconcileText, yuan } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import { DataTable } from "../../layout/DataTable.tsx"
import { Section } from "../../layout/Section.tsx"
import type { PageContext } from "../../context/PageContext.ts"
import { paths } from "../../context/paths.ts"
import { type BridgeStep, bridgeSteps, isTotal, type Span, spansOf, WITHOUT_IMPACT } from "./bridgeSteps.ts"
import { type Grouping, groupTable, groupsBy, groupingsOf } from "./groups.ts"
import { monthText } from "../view/monthText.ts"
import { signOf } from "../../layout/signOf.ts"

interface BridgeProps {
  readonly context: PageContext
  readonly month: string
  readonly run: Run
  readonly figures: ComparedFigures
  /** `undefined`: by kind. */
  readonly by: Grouping | undefined
}

export const Bridge: FC<BridgeProps> = (props) => {
  const { context, month, figures, by } = props
  const text = monthText[context.language]
  const groupings = groupingsOf(figures, context)
  const tab = (grouping: Grouping | undefined, name: string) => (
    <li>
      <a
        href={`${paths.month(month, { by: grouping })}#bridge`}
        aria-current={grouping === by ? "true" : undefined}
        class="chip"
      >
        {name}
      </a>
    </li>
  )
  return (
    <Section id="bridge" title={text.bridge}>
      {groupings.length > 0 && (
        <nav aria-label={text.bridgeBy}>
          <ul class="chips">
            {tab(undefined, text.byKind)}
            {groupings.map((grouping) => tab(grouping, context.say.grouping[grouping]))}
          </ul>
        </nav>
      )}
      {by === undefined || !groupings.includes(by) ? <Kinds {...props} /> : <Groups {...props} by={by} />}
    </Section>
  )
}

const Kinds: FC<BridgeProps> = ({ context, month, run }) => {
  const { say } = context
  const text = monthText[context.language]
  const { explained, bill, ledger, difference } = run.document
  const steps = bridgeSteps(run, say)
  const { rows, low, high } = spansOf(steps)
  const hasAmounts = run.amounts !== null
  const hrefOf = (step: BridgeStep) =>
    isTotal(step)
      ? undefined
      : step.step === WITHOUT_IMPACT
        ? paths.discrepancies({ month, run: run.id, impact: "none" })
        : paths.discrepancies({ month, run: run.id, kind: step.step })
  return (
    <>
      <p class="lead">{text.bridgeHelp}</p>
      <table class="bridge">
        <caption>{text.bridge}</caption>
        <thead>
          <tr>
            <th scope="col">{say.columns.bridge}</th>
            <th scope="col" class="number count">
              {say.columns.count}
            </th>
            <th scope="col" class="number">
              {say.columns.charges}
            </th>
            {hasAmounts && (
              <th scope="col" class="number">
                {text.amount}
              </th>
            )}
            <td class="bars" />
          </tr>
        </thead>
        <tbody>
          {steps.map((step, i) => (
            <tr class={isTotal(step) ? "total" : signOf(step.impact || (step.both?.[0] ?? 0))}>
              <th scope="row" data-key="bridge">
                <Linked href={hrefOf(step)}>{step.name}</Linked>
              </th>
              <td class="number count">{step.count === null ? "" : formatCount(step.count)}</td>
              <td class="number" data-key="impact">
                {chargesText(step)}
              </td>
              {hasAmounts && <td class="number">{yuan(step.amount, "—", { sign: !isTotal(step) })}</td>}
              <td class="bars">
                <Bar href={hrefOf(step)} spans={rows[i] ?? []} low={low} high={high} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft small law">
        {reconcileText[say.language].law(explained, bill.charges, ledger.charges, difference)}
      </p>
    </>
  )
}

const chargesText = (step: BridgeStep): string =>
  formatCount(step.impact, { sign: !isTotal(step) }) +
  (step.both === null ? "" : ` (+${formatCount(step.both[0])} −${formatCount(step.both[1])})`)

const Linked: FC<{ readonly href: string | undefined; readonly children?: string }> = ({ href, children }) =>
  href === undefined ? <>{children}</> : <a href={href}>{children}</a>

/** The units of a bar's picture; it is as wide as its cell. */
const WIDE = 1000
const HIGH = 20
const MARK = 8

interface BarProps {
  readonly href: string | undefined
  readonly spans: ReadonlyArray<Span>
  readonly low: number
  readonly high: number
}

/** Its numbers stand in the row, so it is a picture to those who see it, and leads where the name does. */
const Bar: FC<BarProps> = ({ href, spans, low, high }) => {
  const scale = (WIDE - MARK) / Math.max(1, high - low)
  const picture = (
    <svg viewBox={`0 0 ${WIDE} ${HIGH}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
      {spans.map(({ from, to }) => (
        <rect
          x={Math.round((Math.min(from, to) - low) * scale)}
          y={2}
          width={from === to ? MARK : Math.max(MARK, Math.round(Math.abs(to - from) * scale))}
          height={HIGH - 4}
          class={from === to ? "mark" : to > from ? "more" : "less"}
        />
      ))}
    </svg>
  )
  return href === undefined || spans.length === 0 ? (
    picture
  ) : (
    <a href={href} tabindex={-1} aria-hidden="true">
      {picture}
    </a>
  )
}

const Groups: FC<BridgeProps & { readonly by: Grouping }> = ({ context, month, run, figures, by }) => (
  <DataTable
    context={context}
    caption={context.say.grouping[by]}
    className="narrowed"
    table={groupTable(by, context, run.amounts !== null, figures.before !== null)}
    rows={groupsBy(by, figures, context)}
    rowHeader="name"
    rowClass={({ ours, bill }) => signOf(bill - ours)}
    href={({ key }, column) =>
      column !== "name" || key === null ? undefined : paths.discrepancies({ month, run: run.id, [by]: key })
    }
  />
)
